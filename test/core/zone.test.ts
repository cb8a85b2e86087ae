import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dateOfDay, dayOfDate, instantOf, localIso, wallTime } from '../../src/core/zone.ts';
import { anInstant, aZone, wallTimeOf } from './zones.ts';

const instant = (iso: string): number => Date.parse(iso);

describe('conversion between instants, wall times and dates', () => {
  it('gives the wall time of an instant', () => {
    expect(wallTime('Asia/Shanghai', instant('2026-10-01T01:30:15.250Z'))).to.equal(
      instant('2026-10-01T09:30:15.250Z'),
    );
    expect(wallTime('Asia/Kathmandu', instant('2026-10-01T18:15:00Z'))).to.equal(
      instant('2026-10-02T00:00:00Z'),
    );
  });

  it('picks the first of two occurrences when clocks go back', () => {
    expect(instantOf('America/New_York', instant('2026-11-01T01:30:00Z'))).to.equal(
      instant('2026-11-01T01:30:00-04:00'),
    );
  });

  it('moves a skipped wall time forward by the gap when clocks go forward', () => {
    expect(instantOf('America/New_York', instant('2026-03-08T02:30:00Z'))).to.equal(
      instant('2026-03-08T03:30:00-04:00'),
    );
    expect(instantOf('Australia/Lord_Howe', instant('2026-10-04T02:10:00Z'))).to.equal(
      instant('2026-10-04T02:40:00+11:00'),
    );
  });

  it('moves a wall time of a skipped day to the next day', () => {
    expect(instantOf('Pacific/Apia', instant('2011-12-30T09:00:00Z'))).to.equal(
      instant('2011-12-31T09:00:00+14:00'),
    );
  });

  it('agrees with Temporal in both directions', () => {
    fc.assert(
      fc.property(
        aZone.chain((zone) => fc.tuple(fc.constant(zone), anInstant(zone))),
        fc.integer({ min: -1440, max: 1440 }),
        ([zone, at], minutes) => {
          expect(wallTime(zone, at)).to.equal(wallTimeOf(zone, at));
          const wall = wallTimeOf(zone, at) + minutes * 60_000;
          const plain = Temporal.Instant.fromEpochMilliseconds(wall)
            .toZonedDateTimeISO('UTC')
            .toPlainDateTime();
          expect(instantOf(zone, wall)).to.equal(
            plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
          );
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('agrees with Temporal in zones that it reckons itself, before and after the end of their summer time', () => {
    const zones = ['Shanghai', 'Taipei', 'Hong_Kong', 'Macau', 'Singapore'].map(
      (city) => `Asia/${city}`,
    );
    const years = fc.oneof(
      fc.integer({ min: Date.UTC(1940), max: Date.UTC(1996) }),
      fc.integer({ min: Date.UTC(1992) - 1, max: Date.UTC(9999) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...zones, 'UTC'), years, (zone, at) => {
        expect(wallTime(zone, at)).to.equal(wallTimeOf(zone, at));
      }),
      { numRuns: 1000 },
    );
  });

  it('writes an instant as the clock of a zone shows it, with the offset', () => {
    const instant = Date.UTC(2026, 10, 21, 1);
    expect(
      ['Asia/Shanghai', 'UTC', 'America/St_Johns', 'Asia/Kathmandu'].map((zone) =>
        localIso(zone, instant),
      ),
    ).to.deep.equal([
      '2026-11-21T09:00:00.000+08:00',
      '2026-11-21T01:00:00.000+00:00',
      '2026-11-20T21:30:00.000-03:30',
      '2026-11-21T06:45:00.000+05:45',
    ]);
  });

  it('throws for an unknown or missing zone', () => {
    expect(() => wallTime('Asia/Atlantis', 0)).to.throw(RangeError);
    expect(() => wallTime('', 0)).to.throw(RangeError);
    expect(() => wallTime(undefined as unknown as string, 0)).to.throw(RangeError);
  });

  it('throws for an invalid instant', () => {
    for (const instant of [NaN, Infinity, -Infinity, 8.64e15 + 1])
      expect(() => wallTime('Asia/Shanghai', instant)).to.throw(RangeError);
    expect(() => instantOf('Asia/Shanghai', NaN)).to.throw(RangeError);
  });

  it('converts between dates and day numbers', () => {
    expect(dayOfDate('1970-01-01')).to.equal(0);
    expect(dayOfDate('2024-02-29')).to.equal(19782);
    expect(dateOfDay(19782)).to.equal('2024-02-29');
  });

  it('throws for a text that is not a date', () => {
    for (const date of [
      '2026-02-30',
      '2026-2-3',
      '2026-13-01',
      'tomorrow',
      '',
      '2026-10-01T00:00:00Z',
    ]) {
      expect(() => dayOfDate(date), date).to.throw(RangeError);
    }
  });
});
