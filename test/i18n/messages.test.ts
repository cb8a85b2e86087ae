import { expect } from '@open-wc/testing';
import { LANGUAGES } from '../../src/contract/text.ts';
import type { Language } from '../../src/contract/text.ts';
import { TICKET_STATUSES } from '../../src/contract/ticket-status.ts';
import { PROBLEM_CODES } from '../../src/contract/problem.ts';
import { launcherWords } from '../../src/i18n/launcher.ts';
import { waitRange } from '../../src/i18n/wait.ts';
import { loadMessages } from '../../src/i18n/load.ts';
import type { Messages } from '../../src/i18n/zh-CN.ts';

/** Arguments as the elements pass them. Messages that are not listed take strings. */
const ARGUMENTS: Partial<Record<keyof Messages, readonly unknown[]>> = {
  wait: [2, 4],
  minutes: [30],
  ready: [1, 4],
  screenshotsKept: [2],
  consent: ['Galaxy', 90],
  privacyFacts: ['Galaxy', 'mail@shop.example', 90],
};

/** Each text with its path. Functions are called with sample arguments. */
const textsOf = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'function')
    return textsOf(
      (value as (...given: readonly unknown[]) => unknown)(
        ...(ARGUMENTS[path.slice(1) as keyof Messages] ?? ['X1', 'X2']),
      ),
      path,
    );
  if (typeof value === 'object' && value)
    return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
  return [[path, String(value)]];
};

const all: Record<string, Map<string, string>> = {};
const of = (language: Language) => all[language] as Map<string, string>;

/** Characters that exist only in simplified Chinese, as far as our texts use them. */
const SIMPLIFIED =
  /[们么为务开关闭热线请这个号码复试长辈载听约钟时间单书写说话电备订现发问题图补询诉术识别无误续选择张账户须规缓释权证验联网络断转让删]/u;

describe('messages', () => {
  before(async () => {
    for (const language of LANGUAGES)
      all[language] = new Map(textsOf((await loadMessages(language)).messages));
  });

  for (const language of LANGUAGES) {
    describe(`in ${language}`, () => {
      it('have the same keys as simplified Chinese', () => {
        expect([...of(language).keys()].sort()).to.deep.equal([...of('zh-CN').keys()].sort());
      });

      it('are neither empty nor values such as undefined or NaN', () => {
        const wrong = [...of(language)].filter(
          ([, words]) => !words.trim() || /undefined|NaN|null|\[object|\$\{/.test(words),
        );
        expect(wrong).to.deep.equal([]);
      });

      it('contain their arguments', async () => {
        const { messages } = await loadMessages(language);
        const takers = Object.entries<unknown>({ ...messages }).flatMap(([name, value]) =>
          typeof value === 'function'
            ? [[name, value as (...given: readonly unknown[]) => unknown] as const]
            : [],
        );
        expect(takers).not.to.be.empty;
        for (const [name, taker] of takers) {
          const given = (ARGUMENTS[name as keyof Messages] ?? ['X1', 'X2']).slice(0, taker.length);
          const words = JSON.stringify(taker(...given));
          for (const value of given) expect(words, name).to.include(String(value));
        }
      });

      it('cover each ticket status and each phone problem', async () => {
        const { messages } = await loadMessages(language);
        for (const status of TICKET_STATUSES)
          expect(messages.ticketStatus[status], status).to.be.a('string').and.not.to.equal('');
        for (const reason of [
          'empty',
          'letters',
          'too-short',
          'too-long',
          'missing-area-code',
          'unknown',
          'emergency',
          'premium',
          '400',
          '800',
          'service',
        ]) {
          expect(messages.phoneProblem[reason], reason).to.be.a('string').and.not.to.equal('');
        }
      });

      it('explain only codes that a desk can send, and what has waited too long', async () => {
        const { messages } = await loadMessages(language);
        expect(
          Object.keys(messages.refused).filter(
            (code) => !['other', 'too-late', ...PROBLEM_CODES].includes(code),
          ),
        ).to.deep.equal([]);
        expect(messages.refused['other']).to.be.a('string').and.not.to.equal('');
      });

      it('format durations in minutes, hours and days', async () => {
        const { minutes } = (await loadMessages(language)).messages;
        const digits = (words: string) => words.replace(/\D/g, '');
        expect(
          [1, 30, 60, 90, 120, 1440, 2880].map((count) => digits(minutes(count))),
        ).to.deep.equal(['1', '30', '1', '90', '2', '1', '2']);
        expect(
          new Set([30, 60, 1440].map((count) => minutes(count).replace(/\d/g, ''))),
        ).to.have.length(3);
      });

      it('write a wait of one length as one number', async () => {
        const { wait } = (await loadMessages(language)).messages;
        expect(wait(waitRange([3, 3])).match(/3/g)).to.have.length(1);
        expect(wait(waitRange([2, 4]))).to.include('2–4');
      });
    });
  }

  it('contain no Chinese in English', () => {
    expect(
      [...of('en')].filter(([, words]) => /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/.test(words)),
    ).to.deep.equal([]);
    expect(Object.values(launcherWords('en')).join()).not.to.match(/[\u3400-\u9fff]/);
  });

  it('have singular and plural forms in English', async () => {
    const { minutes, screenshotsKept } = (await loadMessages('en')).messages;
    expect([screenshotsKept(1), screenshotsKept(2), minutes(60), minutes(120)]).to.deep.equal([
      '1 picture',
      '2 pictures',
      '1 hour',
      '2 hours',
    ]);
  });

  it('use only traditional characters in zh-TW', () => {
    expect([...of('zh-TW')].filter(([, words]) => SIMPLIFIED.test(words))).to.deep.equal([]);
    expect(Object.values(launcherWords('zh-TW')).join()).not.to.match(SIMPLIFIED);
  });

  it('differ in zh-TW from every text with simplified characters', () => {
    const same = [...of('zh-CN')].filter(
      ([path, words]) => SIMPLIFIED.test(words) && of('zh-TW').get(path) === words,
    );
    expect(same).to.deep.equal([]);
  });

  it('use full-width punctuation in Chinese', () => {
    const half = (['zh-CN', 'zh-TW'] as const).flatMap((language) =>
      [...of(language)].filter(([, words]) =>
        /[\u4e00-\u9fff]\s?[,;:?!]|[,;?!]\s?[\u4e00-\u9fff]/.test(words),
      ),
    );
    expect(half).to.deep.equal([]);
  });

  it('put the time before the day after “by” in English', async () => {
    const { due } = (await loadMessages('en')).messages;
    expect(due('today at 02:57')).to.equal('By 02:57 today');
    expect(due('tomorrow at 09:00')).to.equal('By 09:00 tomorrow');
    expect(due('Mon at 09:00')).to.equal('By 09:00 on Mon');
    expect(due('Dec 31 at 09:00')).to.equal('By 09:00 on Dec 31');
  });
});
