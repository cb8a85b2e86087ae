import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { LANGUAGES } from '../../src/contract/text.ts';
import { formatWhen, sayAt, formatOwnTime } from '../../src/i18n/when.ts';
import { NOW } from '../support/sample-contact.ts';

const HOUR = 3_600_000;
const zone = 'Asia/Shanghai';

describe('formatWhen', () => {
  /** Hours after 10:00 on a Friday in Shanghai, and the expected texts. */
  const samples: [hours: number, words: Record<(typeof LANGUAGES)[number], string>][] = [
    [2, { 'zh-CN': '今天 12:00', 'zh-TW': '今天 12:00', en: 'today at 12:00' }],
    [23, { 'zh-CN': '明天 09:00', 'zh-TW': '明天 09:00', en: 'tomorrow at 09:00' }],
    [-11, { 'zh-CN': '昨天 23:00', 'zh-TW': '昨天 23:00', en: 'yesterday at 23:00' }],
    [14, { 'zh-CN': '明天 00:00', 'zh-TW': '明天 00:00', en: 'tomorrow at 00:00' }],
    [71, { 'zh-CN': '周一 09:00', 'zh-TW': '週一 09:00', en: 'Mon at 09:00' }],
    [24 * 41 - 1, { 'zh-CN': '12月31日 09:00', 'zh-TW': '12月31日 09:00', en: 'Dec 31 at 09:00' }],
    [-48, { 'zh-CN': '11月18日 10:00', 'zh-TW': '11月18日 10:00', en: 'Nov 18 at 10:00' }],
  ];
  for (const language of LANGUAGES) {
    for (const [hours, words] of samples)
      it(`formats an instant as ${words[language]}`, () =>
        expect(formatWhen(NOW + hours * HOUR, NOW, language, zone)).to.equal(words[language]));
  }

  it('uses the clock of the line, not of the device', () => {
    expect(formatWhen(NOW + 4 * HOUR, NOW, 'en', 'America/New_York')).to.equal('tomorrow at 01:00');
  });

  it('calls the next calendar day tomorrow, also when clocks change', () => {
    // Clocks in New York go back on 1 November 2026 and forward on 14 March 2027.
    for (const evening of ['2026-11-01T03:30:00Z', '2027-03-14T04:30:00Z']) {
      const now = Date.parse(evening);
      expect(formatWhen(now + 10 * HOUR, now, 'en', 'America/New_York')).to.match(/^tomorrow/);
    }
  });

  it('gives a day and a time for any two instants', () => {
    const instant = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2040-01-01') });
    fc.assert(
      fc.property(
        instant,
        instant,
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'),
        (then, now, language, timeZone) => {
          expect(formatWhen(then, now, language, timeZone)).to.match(
            /^.+ ([01]\d|2[0-3]):[0-5]\d$/,
          );
        },
      ),
    );
  });
});

describe('sayAt', () => {
  const { DateTimeFormat } = Intl;
  afterEach(() => (Intl.DateTimeFormat = DateTimeFormat));

  it('goes by the clock of a device whose zone Intl does not know', () => {
    const at = Date.parse('2026-11-20T02:00:00Z');
    const known = sayAt(at, 'en', undefined, { hour: '2-digit', minute: '2-digit' });
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct: (format, [language, options]: [string, Intl.DateTimeFormatOptions]) => {
        if (!options.timeZone) throw new RangeError('Invalid time zone specified: Etc/Unknown');
        return new format(language, options);
      },
    });
    expect(sayAt(at, 'en', undefined, { hour: '2-digit', minute: '2-digit' })).to.equal(known);
    expect(formatOwnTime('2026-11-20T02:00:00Z', at, 'zh-CN')).to.match(/^今天 /);
  });

  it('does not guess at a zone that was named', () =>
    expect(() => sayAt(0, 'en', 'Etc/Nowhere')).to.throw(RangeError));
});
