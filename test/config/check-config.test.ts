import { expect } from '@open-wc/testing';
import {
  checkConfig,
  formatConfigProblems,
  type ConfigProblem,
} from '../../src/config/check-config.ts';
import type { ConfigInput } from '../../src/contract/config.ts';
import type { Hours } from '../../src/contract/hours.ts';
import { sampleConfig } from '../support/sample-config.ts';

const problemsOf = (input: unknown): ConfigProblem[] => {
  const result = checkConfig(input);
  return result.ok ? [] : result.problems;
};

/** The problems of the sample config after one change. */
const after = (change: (config: ConfigInput) => void): ConfigProblem[] => {
  const config = sampleConfig();
  change(config);
  return problemsOf(config);
};
const pointers = (problems: ConfigProblem[]) => problems.map(({ pointer }) => pointer);
const set = (target: object, key: string, value: unknown) =>
  Object.assign(target, { [key]: value });

describe('checkConfig', () => {
  it('accepts a valid config and fills in the defaults', () => {
    const lines = { main: { label: '客服', number: '95588', hours: '24x7' } };
    const result = checkConfig({
      version: 1,
      brand: { name: '星河' },
      timeZone: 'Asia/Shanghai',
      lines,
      publicLine: 'main',
    });
    expect(result).to.deep.nested.include({
      ok: true,
      'config.tiers': {},
      'config.topics': [],
      'config.notices': [],
    });
    expect(problemsOf(sampleConfig())).to.deep.equal([]);
  });

  it('reports a card template that would find more than card codes', () => {
    expect(
      pointers(after((config) => set(config, 'secrets', { cards: ['GC-####-****', 'GC-###'] }))),
    ).to.deep.equal(['/secrets/cards/1']);
  });

  it('reports every missing key', () => {
    expect(problemsOf({})).to.have.deep.members(
      ['/version', '/brand', '/timeZone', '/lines', '/publicLine'].map((pointer) => ({
        pointer,
        expected: 'a required key',
        message: 'is missing',
      })),
    );
  });

  it('reports every unknown key, and suggests the known key that was probably meant', () => {
    const problems = after((config) => {
      set(config.lines['vip']!, 'nubmer', '1');
      set(config.lines['vip']!, 'Hours2', '1');
      set(config.lines['vip']!, 'wholly-other', '1');
    });
    expect(problems.map(({ pointer, nearest }) => [pointer, nearest])).to.deep.equal([
      ['/lines/vip/nubmer', 'number'],
      ['/lines/vip/Hours2', 'hours'],
      ['/lines/vip/wholly-other', undefined],
    ]);
    expect(problems[0]?.message).to.equal('is not a known key; did you mean "number"?');
  });

  it('reports unknown keys in texts and hours, which have two forms', () => {
    const problems = after((config) => {
      config.brand.name = set({ 'zh-CN': '星河' }, 'zh-tw', '星河') as ConfigInput['brand']['name'];
      config.lines['vip']!.hours = set({ weekly: [] }, 'date', []) as unknown as '24x7';
    });
    expect(problems.map(({ pointer, nearest }) => [pointer, nearest])).to.have.deep.members([
      ['/brand/name/zh-tw', 'zh-TW'],
      ['/lines/vip/hours/date', 'dates'],
    ]);
  });

  it('describes in words what a value should be', () => {
    const problems = after((config) => {
      set(config, 'greeting', 7);
      set(config, 'notices', ['a', 'b', 'c', 'd']);
      set(config.brand, 'accent', 'red');
      set(config.lines['vip']!, 'promiseMinutes', 0);
      set(config.tiers!['vip']!, 'style', 'diamnd');
      set(config.callbacks!, 'endpoint', 'callbacks.php');
    });
    expect(
      Object.fromEntries(problems.map(({ pointer, expected }) => [pointer, expected])),
    ).to.deep.equal({
      '/greeting': 'a string or an object',
      '/notices': 'at most 3 entries',
      '/brand/accent': 'a hex colour, #rrggbb',
      '/lines/vip/promiseMinutes': 'at least 1',
      '/tiers/vip/style': '"normal" or "vip" or "diamond"',
      '/callbacks/endpoint': 'an address that begins with https:// or http://',
    });
    expect(problems.find(({ pointer }) => pointer === '/tiers/vip/style')?.nearest).to.equal(
      'diamond',
    );
  });

  it('takes calling codes as countries, and nothing else', () => {
    const ask = (countries: unknown) =>
      pointers(after((config) => set(config.callbacks!, 'countries', countries)));
    expect(ask(['+86', '+852', '+1', '+1876', '+7'])).to.deep.equal([]);
    for (const code of ['86', 'CN', '+85', '+860', '+8613', '+0', ''])
      expect(ask([code]), code).to.deep.equal(['/callbacks/countries/0']);
    expect(ask([])).to.deep.equal(['/callbacks/countries']);
  });

  it('refuses links that are no web addresses', () => {
    const links: [string, (config: ConfigInput, url: string) => void][] = [
      ['/privacy/url', (config, url) => set(config.privacy!, 'url', url)],
      ['/callbacks/endpoint', (config, url) => set(config.callbacks!, 'endpoint', url)],
      [
        '/topics/0/answers/0/url',
        (config, url) => set(config.topics![0]!, 'answers', [{ question: 'q', answer: 'a', url }]),
      ],
    ];
    for (const [pointer, put] of links) {
      for (const url of [
        'javascript:alert(1)',
        'JavaScript:alert(1)',
        ' javascript:alert(1)',
        'java\nscript:alert(1)',
        'data:text/html,x',
        'file:///etc/passwd',
        '//shop.example',
        'https://',
        'https://[',
        'https:// javascript:alert(1)',
      ])
        expect(pointers(after((config) => put(config, url))), url).to.deep.equal([pointer]);
      for (const url of ['https://shop.example/callbacks', 'HTTP://shop.example/callbacks'])
        expect(
          after((config) => put(config, url)),
          url,
        ).to.deep.equal([]);
    }
  });

  it('escapes pointers as RFC 6901 requires', () => {
    expect(pointers(after((config) => set(config.brand, 'a/b~c', 1)))).to.deep.equal([
      '/brand/a~1b~0c',
    ]);
  });

  it('rejects a value that is not an object', () => {
    for (const input of [null, undefined, 'config', 7, []])
      expect(problemsOf(input), String(input)).to.not.deep.equal([]);
  });

  it('reports references to lines that do not exist', () => {
    const problems = after((config) => {
      config.publicLine = 'pubilc';
      config.tiers!['vip']!.line = 'constructor';
    });
    expect(problems.map(({ pointer, nearest }) => [pointer, nearest])).to.deep.equal([
      ['/tiers/vip/line', undefined],
      ['/publicLine', 'public'],
    ]);
  });

  const dated = (from: string, to: string): Hours => ({
    weekly: [],
    dates: [{ from, to, periods: [] }],
  });
  const mistakes: [string, string, (config: ConfigInput) => void][] = [
    [
      'an invalid number',
      '/lines/vip/number',
      (config) => (config.lines['vip']!.number = '400-123-456'),
    ],
    [
      'an international number without its country code',
      '/lines/vip/international',
      (config) => (config.lines['vip']!.international = '010-8888 8888'),
    ],
    [
      'an invalid international number',
      '/lines/vip/international',
      (config) => (config.lines['vip']!.international = '+86 10 888'),
    ],
    ['an unknown time zone', '/timeZone', (config) => (config.timeZone = 'Asia/Xingjing')],
    [
      'an unknown time zone of a line',
      '/lines/vip/hours/timeZone',
      (config) => (config.lines['vip']!.hours = { timeZone: 'Mars/Base', weekly: [] }),
    ],
    [
      'dated hours that end before they start',
      '/lines/vip/hours/dates/0/to',
      (config) => (config.lines['vip']!.hours = dated('2027-02-10', '2027-02-09')),
    ],
    [
      'a date that does not exist',
      '/lines/vip/hours/dates/0/from',
      (config) => (config.lines['vip']!.hours = dated('2027-02-30', '2027-03-01')),
    ],
    [
      'hours that follow a missing work calendar',
      '/lines/public/hours/workCalendar',
      (config) => delete config.workCalendar,
    ],
    [
      'a holiday on a date that does not exist',
      '/workCalendar/holidays/0/date',
      (config) => (config.workCalendar!.holidays[0]!.date = '2027-02-29'),
    ],
    [
      'a second direct menu entry',
      '/lines/vip/menu/1/direct',
      (config) =>
        (config.lines['vip']!.menu = ['1', '2'].map((keys) => ({
          keys,
          label: keys,
          direct: true,
        }))),
    ],
    [
      'an order pattern that does not compile',
      '/orders/patterns/0',
      (config) => (config.orders = { patterns: ['GD(\\d+'] }),
    ],
    [
      'an order pattern that can take exponential time',
      '/orders/patterns/0',
      (config) => (config.orders = { patterns: ['(\\d+)+'] }),
    ],
    [
      'an invalid number in callsFrom',
      '/callbacks/callsFrom/0',
      (config) => (config.callbacks!.callsFrom = ['8888 8888']),
    ],
    [
      'two topics with the same id',
      '/topics/1/id',
      (config) => (config.topics = [...config.topics!, ...config.topics!]),
    ],
  ];
  for (const [name, pointer, change] of mistakes) {
    it(`reports ${name}`, () => expect(pointers(after(change))).to.deep.equal([pointer]));
  }

  it('never repeats a value from the file', () => {
    const secret = 'secret-4009998888';
    const leaves = (value: unknown, path: string[] = []): string[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
        : [path];
    for (const path of leaves(sampleConfig())) {
      for (const wrong of [secret, [secret], { 'zh-CN': [secret] }]) {
        const config = sampleConfig();
        const last = path[path.length - 1]!;
        const parent = path
          .slice(0, -1)
          .reduce<object>((at, key) => (at as Record<string, object>)[key]!, config);
        set(parent, last, wrong);
        const problems = problemsOf(config);
        expect(
          JSON.stringify(problems) + formatConfigProblems(problems),
          path.join('/'),
        ).to.not.include(secret);
      }
    }
  });
});

describe('formatConfigProblems', () => {
  it('writes one line per problem', () => {
    const text = formatConfigProblems(after((config) => set(config, 'brnad', 1)));
    expect(text).to.equal('  /brnad is not a known key; did you mean "brand"?');
    expect(formatConfigProblems(problemsOf(null))).to.equal(
      '  (the whole file) should be an object',
    );
  });
});
