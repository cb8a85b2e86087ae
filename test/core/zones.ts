import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';

/**
 * Zones with and without DST, with unusual offsets, with a DST of half an hour, with a skipped day,
 * and with changes just before and just after midnight.
 */
export const ZONES = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Asia/Kathmandu',
  'America/Nuuk',
] as const;

export const aZone = fc.constantFrom(...ZONES);

/** All offset changes of a zone from 2000 to 2037, epoch ms. */
function changesOf(zone: string): number[] {
  const changes: number[] = [];
  let at = Temporal.Instant.from('2000-01-01T00:00:00Z').toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.year > 2037) return changes;
    changes.push(next.epochMilliseconds);
    at = next;
  }
}

const changes = new Map<string, number[]>(ZONES.map((zone) => [zone, changesOf(zone)]));

/**
 * Instants from 2000 to 2037. If the zone has offset changes, two thirds are within three days of
 * one.
 */
export function anInstant(zone: string): fc.Arbitrary<number> {
  const any = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2037, 11, 31) });
  const near = changes.get(zone) ?? [];
  if (near.length === 0) return any;
  const hours = 3_600_000;
  return fc.oneof(
    any,
    fc
      .tuple(fc.constantFrom(...near), fc.integer({ min: -72 * hours, max: 72 * hours }))
      .map(([change, by]) => change + by),
    fc
      .tuple(fc.constantFrom(...near), fc.integer({ min: -180, max: 180 }))
      .map(([change, by]) => change + by * 60_000),
  );
}

/** The wall time of an instant, by Temporal. Written as `wallTime` writes it. */
export function wallTimeOf(zone: string, instant: number): number {
  const plain = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime();
  return plain.toZonedDateTime('UTC').epochMilliseconds;
}
