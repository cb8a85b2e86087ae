import { maskPhone } from '../../../src/core/phone.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import type { TicketRecord } from './ticket.ts';

const MINUTE_MS = 60_000;

function span(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 2880) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

/** `due in 12 min`, `3 min late`, or `no due time`. A promise that has not run out is never called late. */
function due(dueAt: number | null, now: number): string {
  if (dueAt === null) return 'no due time';
  return dueAt >= now ? `due in ${span(Math.ceil((dueAt - now) / MINUTE_MS))}` : `${span(Math.ceil((now - dueAt) / MINUTE_MS))} late`;
}

const marks = ({ urgent, senior }: TicketRecord): string[] => [...(urgent ? ['urgent'] : []), ...(senior ? ['senior'] : [])];

/** The queue as a table for a terminal. */
export function formatQueue(tickets: readonly TicketRecord[], now: number): string {
  if (!tickets.length) return 'Nothing waits.';
  const rows = tickets.map((ticket) => [
    formatTicketNumber(ticket.number),
    due(ticket.dueAt, now),
    ticket.tier ?? '-',
    ticket.line,
    ticket.topic ?? '-',
    marks(ticket).join(' ') || '-',
    maskPhone(ticket.phone),
  ]);
  const table = [['TICKET', 'DUE', 'TIER', 'LINE', 'TOPIC', 'MARKS', 'PHONE'], ...rows];
  const widths = table.reduce<number[]>((widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)), []);
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}

/** The queue for other programs; `minutesLeft` is negative where the promise was missed. */
export function queueJson(tickets: readonly TicketRecord[], now: number): string {
  const rows = tickets.map((ticket) => ({
    number: ticket.number,
    status: ticket.status,
    createdAt: new Date(ticket.createdAt).toISOString(),
    dueAt: ticket.dueAt === null ? null : new Date(ticket.dueAt).toISOString(),
    minutesLeft: ticket.dueAt === null ? null : Math.floor((ticket.dueAt - now) / MINUTE_MS),
    tier: ticket.tier,
    line: ticket.line,
    topic: ticket.topic,
    urgent: ticket.urgent,
    senior: ticket.senior,
    phone: maskPhone(ticket.phone),
  }));
  return JSON.stringify(rows, null, 2);
}
