import { formatTicketNumber } from '../../../../src/core/ticket-number.ts';
import { wallTime } from '../../../../src/core/zone.ts';
import { firstPromise, wallFrom, type WallDays, type WallTicket } from '../../domain/wall.ts';

type Cell = string | number | null;

/** What makes a spreadsheet take a text for a formula (OWASP, "CSV Injection"), in full width too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** One cell by RFC 4180. A text that would be a formula is led by an apostrophe; numbers stay numbers. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a file that spreadsheets read as UTF-8. */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;

const HEADER = [
  'number',
  'created',
  'tier',
  'line',
  'topic',
  'due',
  'first call',
  'kept',
  'attempts',
  'outcome',
  'rating',
];

/**
 * The tickets that were created in the days of a wall, oldest first, for a spreadsheet. Times are on the shop's clock; nothing tells who the
 * members are.
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
  // `2026-11-23 10:00:00`, which spreadsheets take for a time in any language.
  const clock = (instant: number | null): Cell =>
    instant === null
      ? null
      : new Date(wallTime(timeZone, instant)).toISOString().slice(0, 19).replace('T', ' ');
  const from = wallFrom(days, timeZone, now);
  const rows = tickets
    .filter(({ createdAt }) => createdAt >= from && createdAt <= now)
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((ticket): Cell[] => {
      const first = firstPromise(ticket, now);
      const due = ticket.firstCallAt === null ? ticket.dueAt : ticket.firstCallDueAt;
      const { number, createdAt, tier, line, topic, firstCallAt, attempts, outcome, rating } =
        ticket;
      return [
        formatTicketNumber(number),
        clock(createdAt),
        tier,
        line,
        topic,
        clock(due),
        clock(firstCallAt),
        first ? (first.kept ? 'yes' : 'no') : null,
        attempts,
        outcome,
        rating,
      ];
    });
  return csv([HEADER, ...rows]);
}
