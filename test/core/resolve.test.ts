import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import * as v from 'valibot';
import { ConfigSchema } from '../../src/contract/config.ts';
import type { ConfigInput } from '../../src/contract/config.ts';
import { ContactSchema } from '../../src/contract/contact.ts';
import { dialUri, formatPhone } from '../../src/core/phone.ts';
import { resolve } from '../../src/core/resolve.ts';
import type { Member } from '../../src/core/resolve.ts';

const MINUTE = 60_000;

const at = (clock: string): number => Date.parse(`${clock.replace(' ', 'T')}:00+08:00`);
const iso = (clock: string): string => new Date(at(clock)).toISOString();

/** A Wednesday morning. */
const now = at('2026-09-16 10:00');

const shop: ConfigInput = {
  version: 1,
  brand: { name: '星河卡盟', accent: '#3355ff' },
  greeting: { 'zh-CN': '您好', en: 'Hello' },
  timeZone: 'Asia/Shanghai',
  workCalendar: {
    through: '2026-12-31',
    holidays: [{ date: '2026-10-01', name: '国庆节' }],
    workdays: [],
  },
  lines: {
    public: {
      label: '客服热线',
      number: '4001234567',
      hours: {
        weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
        workCalendar: true,
      },
    },
    diamond: {
      label: '钻石专线',
      number: '(021) 6888 9999',
      international: '+86 21 6888 9999',
      hours: '24x7',
      promiseMinutes: 1,
      menu: [
        { keys: '1', label: '自助查询' },
        { keys: '2,0', label: '人工', direct: true },
      ],
      perks: ['免排队'],
    },
    london: {
      label: 'London',
      number: '+442079460958',
      hours: {
        timeZone: 'Europe/London',
        weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
      },
    },
  },
  tiers: {
    diamond: {
      label: '钻石会员',
      line: 'diamond',
      style: 'diamond',
      greeting: '尊敬的钻石会员',
      callbackMinutes: 5,
    },
    member: { label: '普通会员', line: 'public' },
    overseas: { label: '海外会员', line: 'london' },
    broken: { label: '无线路', line: 'nowhere' },
  },
  publicLine: 'public',
  topics: [
    { id: 'top-up', label: '充值未到账', kind: 'technical' },
    {
      id: 'complaint',
      label: '投诉',
      kind: 'complaint',
      answers: [{ question: '多久回复？', answer: '一个工作日内' }],
    },
    { id: 'prices', label: '价格咨询', kind: 'consult' },
    { id: 'refund', label: '退款', kind: 'complaint', asks: ['order', 'screenshot'] },
  ],
  orders: { systems: ['dujiaoka'] },
  callbacks: {
    promiseMinutes: 30,
    urgentFactor: 0.5,
    endpoint: 'https://desk.shop.example/v1/callbacks',
  },
};

const diamond: Member = {
  verified: true,
  tier: 'diamond',
  name: '李雷',
  expiresAt: now + 15 * MINUTE,
};
const guest: Member = { verified: false, reason: 'missing' };
const visitor: Member = { verified: false, reason: 'static' };

/** A copy of the shop with some changes. */
const changed = (changes: Partial<ConfigInput>): ConfigInput => ({ ...shop, ...changes });
const withLine = (changes: object): ConfigInput =>
  changed({
    lines: {
      ...shop.lines,
      public: { ...shop.lines.public, ...changes } as ConfigInput['lines'][string],
    },
  });

describe('resolve', () => {
  it('gives a verified member the line of their tier until their token expires', () => {
    const contact = resolve(shop, diamond, now);
    expect(contact.member).to.deep.equal({
      verified: true,
      name: '李雷',
      tier: { id: 'diamond', label: '钻石会员', style: 'diamond' },
    });
    expect(contact.line).to.deep.equal({
      id: 'diamond',
      label: '钻石专线',
      display: '021-6888 9999',
      uri: 'tel:02168889999,,2,0',
      international: { display: '+86 21 6888 9999', uri: 'tel:+862168889999' },
      timeZone: 'Asia/Shanghai',
      hours: '24x7',
      promiseMinutes: 1,
      perks: ['免排队'],
      menu: [
        { keys: '1', label: '自助查询' },
        { keys: '2,0', label: '人工', direct: true },
      ],
    });
    expect(contact.greeting).to.equal('尊敬的钻石会员');
    expect(contact.validUntil).to.equal(iso('2026-09-16 10:15'));
    expect(contact.asOf).to.equal(iso('2026-09-16 10:00'));
  });

  it('gives everybody else the public line, with the reason and without an expiry', () => {
    const contact = resolve(shop, guest, now);
    expect(contact.member).to.deep.equal({ verified: false, reason: 'missing' });
    expect(contact.line).to.deep.equal({
      id: 'public',
      label: '客服热线',
      display: '400-123-4567',
      uri: 'tel:4001234567',
      timeZone: 'Asia/Shanghai',
      hours: [{ days: [1, 2, 3, 4, 5], periods: [{ from: '09:00', to: '18:00' }] }],
      perks: [],
      menu: [],
    });
    expect(contact.greeting).to.deep.equal({ 'zh-CN': '您好', en: 'Hello' });
    expect(contact).not.to.have.property('validUntil');
  });

  it('gives a member of an unknown tier the public line and says why', () => {
    for (const tier of ['gold', '', 'constructor', '__proto__', 'toString']) {
      const contact = resolve(shop, { ...diamond, tier }, now);
      expect(contact.member).to.deep.equal({ verified: false, reason: 'unknown-tier' });
      expect(contact.line.id).to.equal('public');
      expect(contact).not.to.have.property('validUntil');
    }
  });

  it('uses the tier that the page names in static mode, unverified', () => {
    const contact = resolve(shop, { ...visitor, tier: 'diamond' }, now);
    expect(contact.member).to.deep.equal({
      verified: false,
      reason: 'static',
      tier: { id: 'diamond', label: '钻石会员', style: 'diamond' },
    });
    expect(contact.line.id).to.equal('diamond');
    expect(contact).not.to.have.property('validUntil');
    expect(resolve(shop, visitor, now).member).to.deep.equal({ verified: false, reason: 'static' });
    expect(resolve(shop, { ...visitor, tier: 'gold' }, now).member).to.deep.equal({
      verified: false,
      reason: 'unknown-tier',
    });
  });

  it('ignores the tier of a token that was rejected', () => {
    const contact = resolve(shop, { verified: false, reason: 'expired', tier: 'diamond' }, now);
    expect(contact.member).to.deep.equal({ verified: false, reason: 'expired' });
    expect(contact.line.id).to.equal('public');
  });

  it('gives a tier without a style the normal style', () => {
    expect(resolve(shop, { ...diamond, tier: 'member' }, now).member.tier?.style).to.equal(
      'normal',
    );
  });

  describe('status', () => {
    it('says when an open line closes', () => {
      expect(resolve(shop, guest, now).status).to.deep.equal({
        state: 'open',
        asOf: iso('2026-09-16 10:00'),
        closesAt: iso('2026-09-16 18:00'),
      });
    });

    it('says why a closed line is closed and when it opens', () => {
      expect(resolve(shop, guest, at('2026-10-01 10:00')).status).to.deep.equal({
        state: 'closed',
        asOf: iso('2026-10-01 10:00'),
        opensAt: '2026-10-02T09:00:00.000+08:00',
        reason: '国庆节',
      });
    });

    it('is unknown after the end of the work calendar', () => {
      expect(resolve(shop, guest, at('2027-01-01 10:00')).status).to.deep.equal({
        state: 'unknown',
        asOf: iso('2027-01-01 10:00'),
      });
    });

    it('follows the clock of a line in another zone', () => {
      const contact = resolve(
        shop,
        { ...diamond, tier: 'overseas' },
        Date.parse('2026-09-16T16:30:00+01:00'),
      );
      expect(contact.line.timeZone).to.equal('Europe/London');
      expect(contact.status.closesAt).to.equal('2026-09-16T16:00:00.000Z');
    });
  });

  it('uses the default asks of a topic’s kind if the topic has none', () => {
    expect(resolve(shop, guest, now).topics.map(({ id, asks }) => [id, asks])).to.deep.equal([
      ['top-up', ['order', 'time', 'screenshot', 'note']],
      ['complaint', ['order', 'note']],
      ['prices', ['note']],
      ['refund', ['order', 'screenshot']],
    ]);
    expect(resolve(shop, guest, now).topics[1]?.answers).to.deep.equal([
      { question: '多久回复？', answer: '一个工作日内' },
    ]);
  });

  it('includes the order patterns of the shop’s system', () => {
    const [pattern = ''] = resolve(shop, guest, now).orderPatterns;
    expect('A1B2C3D4E5F6G7H8').to.match(new RegExp(pattern));
  });

  describe('callback', () => {
    it('uses the promise of the tier, or else of the shop, in the open hours of the line', () => {
      expect(resolve(shop, diamond, now).callback).to.deep.equal({
        promiseMinutes: 5,
        dueAt: iso('2026-09-16 10:05'),
        urgent: true,
        senior: false,
        slots: false,
        countries: ['+86'],
        callsFrom: ['021-6888 9999'],
      });
      const { callback } = resolve(shop, guest, at('2026-09-16 17:45'));
      expect(callback?.promiseMinutes).to.equal(30);
      expect(callback?.dueAt).to.equal(iso('2026-09-17 09:15'));
    });

    it('offers slots if the shop has them, except in static mode', () => {
      const booking: ConfigInput = {
        ...shop,
        callbacks: {
          promiseMinutes: 30,
          endpoint: 'https://desk.example/v1/callbacks',
          slots: { minutes: 30, capacity: 2 },
        },
      };
      expect(resolve(booking, guest, now).callback?.slots).to.equal(true);
      expect(resolve(booking, { verified: false, reason: 'static' }, now).callback?.slots).to.equal(
        false,
      );
    });

    it('has no due time after the end of the work calendar', () => {
      const { callback } = resolve(shop, guest, at('2026-12-31 17:45'));
      expect(callback?.promiseMinutes).to.equal(30);
      expect(callback).not.to.have.property('dueAt');
    });

    it('lists the numbers that agents call from', () => {
      const config = changed({
        callbacks: { promiseMinutes: 30, callsFrom: ['02166667777', '4007654321'] },
      });
      expect(resolve(config, guest, now).callback?.callsFrom).to.deep.equal([
        '021-6666 7777',
        '400-765-4321',
      ]);
    });

    it('is posted to the endpoint in static mode, and is absent without an endpoint', () => {
      expect(resolve(shop, visitor, now).callback?.endpoint).to.equal(
        'https://desk.shop.example/v1/callbacks',
      );
      expect(
        resolve(changed({ callbacks: { promiseMinutes: 30 } }), visitor, now),
      ).not.to.have.property('callback');
    });

    it('is absent if the shop accepts no callbacks', () => {
      const { callbacks: _, ...config } = shop;
      expect(resolve(config, guest, now)).not.to.have.property('callback');
    });
  });

  describe('with an invalid config', () => {
    const wrong: [string, ConfigInput][] = [
      ['another version', changed({ version: 2 as 1 })],
      ['no lines', changed({ lines: undefined as unknown as ConfigInput['lines'] })],
      ['a public line that does not exist', changed({ publicLine: 'nowhere' })],
      [
        'a public line with the name of a built-in property',
        changed({ publicLine: 'constructor' }),
      ],
      ['an unknown zone', changed({ timeZone: 'Asia/Atlantis' })],
      ['no zone', changed({ timeZone: undefined as unknown as string })],
      ['no number', withLine({ number: undefined })],
      ['a number of the wrong type', withLine({ number: 4001234567 })],
      ['an empty number', withLine({ number: ' ' })],
      ['words in place of a number', withLine({ number: '请咨询客服' })],
      ['a letter in the number', withLine({ number: '4OO-123-4567' })],
      ['an extension after a text that is not a number', withLine({ number: '123转8001' })],
      ['letters in the number for callers abroad', withLine({ international: '+86 21 CALL' })],
      ['no hours', withLine({ hours: undefined })],
      ['hours that are an unknown word', withLine({ hours: 'always' })],
      [
        'an invalid time of day',
        withLine({ hours: { weekly: [{ days: [7], from: '9:00', to: '18:00' }] } }),
      ],
      [
        'a date that does not exist',
        withLine({ hours: { weekly: [], dates: [{ from: '2026-02-30', periods: [] }] } }),
      ],
      [
        'a promise that is not a number',
        changed({ callbacks: { promiseMinutes: '30' as unknown as number } }),
      ],
      ['a promise of zero minutes', changed({ callbacks: { promiseMinutes: 0 } })],
      [
        'an invalid number in callsFrom',
        changed({ callbacks: { promiseMinutes: 30, callsFrom: ['客服'] } }),
      ],
      [
        'a topic of an unknown kind',
        changed({ topics: [{ id: 'x', label: 'x', kind: 'other' as 'consult' }] }),
      ],
    ];
    for (const [what, config] of wrong) {
      it(`throws for ${what}`, () => {
        let thrown: unknown;
        try {
          resolve(config, guest, now);
        } catch (error) {
          thrown = error;
        }
        expect(
          thrown instanceof RangeError || thrown instanceof TypeError,
          String(thrown),
        ).to.equal(true);
      });
    }

    it('throws for a tier whose line does not exist', () => {
      expect(() => resolve(shop, { ...diamond, tier: 'broken' }, now)).to.throw(RangeError);
    });

    it('throws for invalid instants', () => {
      expect(() => resolve(shop, guest, NaN)).to.throw(RangeError);
      expect(() => resolve(shop, { ...diamond, expiresAt: NaN }, now)).to.throw(RangeError);
    });
  });

  describe('with random configs', () => {
    const digits = (length: number): fc.Arbitrary<string> =>
      fc
        .integer({ min: 0, max: 10 ** length - 1 })
        .map((number) => String(number).padStart(length, '0'));
    const number = fc.oneof(
      digits(7).map((rest) => `400${rest}`),
      digits(7).map((rest) => `400-${rest.slice(0, 3)}-${rest.slice(3)}`),
      digits(7).map((rest) => `(021) 6${rest}`),
      digits(7).map((rest) => `0216${rest}转8001`),
      digits(9).map((rest) => `13${rest}`),
      digits(8).map((rest) => `+852${rest}`),
    );
    const dialled = (text: string): string => dialUri(text).slice('tel:'.length);
    const text = fc.oneof(
      fc.constantFrom('热线', '您好', '会员'),
      fc.record({ 'zh-CN': fc.constant('热线'), en: fc.constant('Hotline') }),
    );
    const ids = ['one', 'two', 'three', 'four'];
    const optional = <T>(value: fc.Arbitrary<T>, key: string): fc.Arbitrary<object> =>
      fc.option(value).map((some) => (some === null ? {} : { [key]: some }));

    const line = (numbers: string[]): fc.Arbitrary<ConfigInput['lines'][string]> =>
      fc
        .tuple(
          text,
          fc.constantFrom<ConfigInput['lines'][string]['hours']>(
            '24x7',
            { weekly: [] },
            { weekly: [{ days: [1, 3, 5], from: '20:00', to: '04:00' }], workCalendar: true },
            {
              timeZone: 'America/New_York',
              weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
              dates: [{ from: '2026-09-16', periods: [], reason: '盘点' }],
            },
          ),
          optional(fc.constantFrom(1, 3), 'promiseMinutes'),
          optional(
            fc.constant([
              { keys: '1', label: '查询' },
              { keys: '0', label: '人工', direct: true },
            ]),
            'menu',
          ),
          optional(fc.array(text, { maxLength: 2 }), 'perks'),
        )
        .map(
          ([label, hours, ...rest]) =>
            Object.assign(
              { label, hours, number: numbers[0] ?? '', international: numbers[1] ?? '' },
              ...rest,
            ) as ConfigInput['lines'][string],
        );

    const config = fc
      .uniqueArray(number, {
        minLength: 10,
        maxLength: 10,
        selector: (text) => dialled(text).slice(0, 10),
      })
      .chain((numbers) =>
        fc
          .tuple(
            fc.tuple(...ids.map((_, index) => line(numbers.slice(2 * index, 2 * index + 2)))),
            fc.array(
              fc.tuple(
                fc.constantFrom(...ids),
                text,
                optional(fc.constantFrom('normal', 'vip', 'diamond'), 'style'),
                optional(text, 'greeting'),
              ),
              { maxLength: 4 },
            ),
            fc.constantFrom(...ids),
            optional(
              fc.oneof(
                fc.constant({ promiseMinutes: 30 }),
                fc.constant({ promiseMinutes: 20, seniorFactor: 0.3, callsFrom: numbers.slice(8) }),
              ),
              'callbacks',
            ),
            optional(fc.constant(shop.workCalendar), 'workCalendar'),
            optional(fc.constant(shop.topics), 'topics'),
            optional(fc.array(text, { maxLength: 3 }), 'notices'),
            optional(text, 'greeting'),
            optional(
              fc.constant({
                handler: '星河卡盟',
                contact: 'privacy@shop.example',
                retentionDays: 90,
              }),
              'privacy',
            ),
          )
          .map(([lines, tiers, publicLine, ...rest]) => {
            const made = {
              version: 1,
              brand: { name: '星河卡盟' },
              timeZone: 'Asia/Shanghai',
              lines: Object.fromEntries(lines.map((one, index) => [ids[index] ?? '', one])),
              tiers: Object.fromEntries(
                tiers.map(([of, label, ...more], index) => [
                  `t${index}`,
                  Object.assign({ label, line: of }, ...more) as object,
                ]),
              ),
              publicLine,
            };
            return { config: Object.assign(made, ...rest) as ConfigInput, numbers };
          }),
      );
    const tier = fc.constantFrom('t0', 't1', 't2', 't3', 'gold');
    const member: fc.Arbitrary<Member> = fc.oneof(
      tier.map((tier): Member => ({ verified: true, tier, expiresAt: now + MINUTE })),
      tier.map((tier): Member => ({ verified: false, reason: 'static', tier })),
      fc.constantFrom<Member>(guest, visitor, {
        verified: false,
        reason: 'bad-signature',
        tier: 't0',
      }),
    );
    const instant = fc.integer({ min: at('2026-09-01 00:00'), max: at('2027-01-15 00:00') });

    it('satisfies the contract, and gives the same result for a parsed config', () => {
      fc.assert(
        fc.property(config, member, instant, ({ config }, member, instant) => {
          const contact = resolve(config, member, instant);
          expect(v.parse(ContactSchema, contact)).to.deep.equal(contact);
          expect(JSON.parse(JSON.stringify(contact))).to.deep.equal(contact);
          expect(resolve(v.parse(ConfigSchema, config), member, instant)).to.deep.equal(contact);
        }),
        { numRuns: 200 },
      );
    });

    it('contains the number of its own line and no other, whether as written, displayed or dialled', () => {
      fc.assert(
        fc.property(config, member, instant, ({ config, numbers }, member, instant) => {
          const contact = resolve(config, member, instant);
          const own = config.lines[contact.line.id];
          expect(contact.line.uri.startsWith(dialUri(own?.number ?? ''))).to.equal(true);
          const mayShow = new Set([
            own?.number,
            own?.international,
            ...(contact.callback ? (config.callbacks?.callsFrom ?? []) : []),
          ]);
          const wire = JSON.stringify(contact);
          const bare = wire.replace(/[\s()-]/g, '');
          for (const number of numbers.filter((number) => !mayShow.has(number))) {
            expect(wire).not.to.include(number);
            expect(wire).not.to.include(formatPhone(number));
            expect(bare).not.to.include(dialled(number));
          }
        }),
        { numRuns: 300 },
      );
    });
  });
});
