import { expect } from '@open-wc/testing';
import { parseRetryAfter } from '../../src/core/retry-after.ts';
import { DAY, MINUTE } from '../../src/core/time.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');

describe('parseRetryAfter', () => {
  for (const [header, wait] of [
    ['120', 120_000],
    ['0', 0],
    ['86400', DAY],
    ['86401', DAY],
    // 2^31 ms and more, after which timers run out at once.
    ['2147484', DAY],
    ['3000000', DAY],
    ['315360000', DAY],
    ['9'.repeat(400), DAY],
    ['Mon, 23 Nov 2026 02:05:00 GMT', 5 * MINUTE],
    ['Monday, 23-Nov-26 02:05:00 GMT', 5 * MINUTE],
    ['Mon Nov 23 02:05:00 2026', 5 * MINUTE],
    ['Mon, 23 Nov 2026 01:00:00 GMT', 0],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Sat, 23 Nov 2036 02:00:00 GMT', DAY],
    ['Fri, 31 Dec 9999 23:59:59 GMT', DAY],
  ] as const)
    it(`reads “${header.slice(0, 40)}” as ${wait} ms`, () =>
      expect(parseRetryAfter(header, NOW)).to.equal(wait));

  for (const header of [
    undefined,
    null,
    '',
    'soon',
    'Infinity',
    'NaN',
    '-5',
    '+5',
    '1e9',
    '1.5',
    '0x10',
    '12 s',
    '2026-11-23T02:05:00Z',
    'Mon, 99 Nov 2026 02:05:00 GMT',
  ])
    it(`ignores “${header}”`, () => expect(parseRetryAfter(header, NOW)).to.equal(undefined));
});
