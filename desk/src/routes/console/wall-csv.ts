import { csv, type CsvCell } from '../../http/csv.ts';
import { formatTicketNumber } from '../../../../src/core/ticket-number.ts';
import { wallTime } from '../../../../src/core/zone.ts';
import { firstCallDue, firstPromise } from '../../domain/promise.ts';
import { wallFrom, type WallDays, type WallTicket } from '../../domain/wall.ts';

const HEADER = [
  'number',
  'created',
  'tier',
  'line',
  'origin',
  'topic',
  'due',
  'first call',
  'kept',
  'attempts',
  'outcome',
  'rating',
];

/**
 * Writes the tickets that were created in the days of the wall, oldest first, as a CSV file. Times
 * are in the shop's time zone; nothing identifies a member.
 */
export function wallCsv({
  tickets,
  days,
  timeZone,
  now,
}: {
  tickets: readonly WallTicket[];
  days: WallDays;
  timeZone: string;
  now: number;
}): string {
  // `2026-11-23 10:00:00`: spreadsheets of any language read it as a time.
  const clock = (instant: number | null): CsvCell =>
    instant === null
      ? null
      : new Date(wallTime(timeZone, instant)).toISOString().slice(0, 19).replace('T', ' ');
  const from = wallFrom(days, timeZone, now);
  const rows = tickets
    .filter(({ createdAt }) => createdAt >= from && createdAt <= now)
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((ticket): CsvCell[] => {
      const first = firstPromise(ticket, now);
      const { number, createdAt, tier, line, origin, topic, attempts, outcome, rating } = ticket;
      // An answered call is no call of ours.
      const firstCallAt = origin === 'call' ? null : ticket.firstCallAt;
      return [
        formatTicketNumber(number),
        clock(createdAt),
        tier,
        line,
        origin,
        topic,
        clock(firstCallDue(ticket)),
        clock(firstCallAt),
        first ? (first.kept ? 'yes' : 'no') : null,
        attempts,
        outcome,
        rating,
      ];
    });
  return csv([HEADER, ...rows]);
}
