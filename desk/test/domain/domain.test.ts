import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LANGUAGES } from '../../../src/contract/text.ts';
import { addressOf } from '../../src/http/address.ts';
import { makePassphrase, passphraseWords } from '../../src/domain/passphrase.ts';
import {
  fingerprint,
  hashKey,
  keyMatches,
  randomInteger,
  ticketKey,
} from '../../src/auth/secrets.ts';
import { chineseWorkCalendar } from '../../src/lines/work-calendar.ts';

const secret = new Uint8Array(32).fill(1);

test('a key matches its own hash and no other, whatever its length', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      assert.equal(keyMatches(one, hashKey(one)), true);
      assert.equal(keyMatches(other, hashKey(one)), one === other);
      // Neither the hash itself nor a damaged one is a way in.
      assert.equal(keyMatches(hashKey(one), hashKey(one)), false);
      assert.equal(keyMatches(one, hashKey(one).slice(1)), false);
    }),
  );
});

test("a ticket's key depends on the desk's secret, the number and the Idempotency-Key", () => {
  const key = ticketKey(secret, '261123000017', 'a');
  assert.equal(Buffer.from(key, 'base64url').length, 32);
  assert.equal(ticketKey(secret, '261123000017', 'a'), key);
  const others = [
    ticketKey(new Uint8Array(32), '261123000017', 'a'),
    ticketKey(secret, '261123000025', 'a'),
    ticketKey(secret, '261123000017', 'b'),
  ];
  assert.equal(new Set([key, ...others]).size, 4);
  assert.notEqual(fingerprint(secret, { a: 1 }), fingerprint(new Uint8Array(32), { a: 1 }));
});

test('a random integer lies in its range, and what would favour small ones is drawn again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 24 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      (below, bytes) => {
        const value = randomInteger(
          (count) => Uint8Array.from({ length: count }, () => Number(bytes.next().value)),
          below,
        );
        assert.ok(Number.isInteger(value) && value >= 0 && value < below);
      },
    ),
  );
  const draws = [
    [255, 255, 255],
    [0, 0, 7],
  ];
  assert.equal(
    randomInteger(() => Uint8Array.from(draws.shift() ?? []), 100_000),
    7,
  );
});

test('every language has at least 128 different words', () => {
  for (const language of LANGUAGES) {
    const words = passphraseWords(language);
    assert.ok(words.length >= 128, language);
    assert.equal(new Set(words).size, words.length, language);
  }
});

test('a passphrase is two different words of its language', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LANGUAGES),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      (language, bytes) => {
        const words = makePassphrase(language, (count) =>
          Uint8Array.from({ length: count }, () => Number(bytes.next().value)),
        ).split(' ');
        assert.equal(words.length, 2);
        assert.notEqual(words[0], words[1]);
        for (const word of words) assert.ok(passphraseWords(language).includes(word), word);
      },
    ),
  );
});

test('the work calendar knows the published years, with holidays and the weekend days worked for them', () => {
  const calendar = chineseWorkCalendar(2025);
  const names = new Map(calendar?.holidays.map(({ date, name }) => [date, name]));
  assert.equal(names.get('2025-10-01'), '国庆节');
  assert.equal(names.get('2026-02-17'), '春节');
  assert.ok(calendar?.workdays.includes('2026-02-14'));
  assert.ok(calendar?.workdays.includes('2026-10-10'));
  assert.ok(!names.has('2026-10-10') && !names.has('2026-11-21'));
});

test('the work calendar ends before the first day that no notice has settled', () => {
  const { through = '', holidays = [], workdays = [] } = chineseWorkCalendar(2025) ?? {};
  const last = Number(through.slice(0, 4));
  assert.match(through, /^\d{4}-12-28$/);
  assert.ok(last >= 2026);
  assert.ok(
    [...holidays.map(({ date }) => date), ...workdays].every(
      (date) => Number(date.slice(0, 4)) <= last,
    ),
  );
  assert.equal(chineseWorkCalendar(last + 1), undefined);
});

test("each year's days from 29 December on are settled by the next year's notice, none before", () => {
  const { holidays = [], workdays = [] } = chineseWorkCalendar(2004) ?? {};
  const lateDays = [...holidays.map(({ date }) => date), ...workdays]
    .map((date) => date.slice(5))
    .filter((day) => day > '10-31');
  assert.ok(lateDays.includes('12-29'));
  assert.ok(lateDays.every((day) => day >= '12-29'));
});

test('an address is counted as what its owner cannot vary', () => {
  assert.equal(addressOf('192.0.2.1', undefined), '192.0.2.1');
  assert.equal(addressOf('::ffff:192.0.2.1', undefined), '192.0.2.1');
  assert.equal(
    addressOf('2001:db8:1:2:3:4:5:6', undefined),
    addressOf('2001:db8:1:2::9', undefined),
  );
  assert.equal(addressOf('2001:db8::1', undefined), addressOf('2001:0db8:0:0:ffff::', undefined));
  assert.notEqual(addressOf('2001:db8:1:2::1', undefined), addressOf('2001:db8:1:3::1', undefined));
  assert.equal(addressOf('fe80::1%eth0', undefined), addressOf('fe80::2', undefined));
  assert.equal(addressOf('10.0.0.1', '203.0.113.1, 203.0.113.2'), '203.0.113.2');
  assert.equal(addressOf('10.0.0.1', ''), '10.0.0.1');
  assert.equal(addressOf(undefined, undefined), 'unknown');
});
