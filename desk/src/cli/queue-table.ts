import { maskPhone } from '../../../src/core/phone.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { iso, MINUTE } from '../../../src/core/time.ts';
import { compareQueue, isLate, isLater } from '../../wire/queue-order.ts';
import type { QueueTicket } from '../store/store.ts';

/** Names of agents by id. An unknown agent is shown by id. */
export type AgentNames = ReadonlyMap<string, string>;

function span(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 2880) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

/** `in 12 min`, rounded up to whole minutes. */
const ahead = (at: number, now: number): string => `in ${span(Math.ceil((at - now) / MINUTE))}`;

/** `due in 12 min`, `3 min late`, `was due 3 min ago` during a call, or `no due time`. */
function due(ticket: QueueTicket, now: number): string {
  const { dueAt } = ticket;
  if (dueAt === null) return 'no due time';
  if (dueAt >= now) return `due ${ahead(dueAt, now)}`;
  const past = span(Math.ceil((now - dueAt) / MINUTE));
  return isLate(ticket, now) ? `${past} late` : `was due ${past} ago`;
}

/**
 * `waits`, `booked in 2 h 0 min`, `again in 10 min`, `agreed in 3 d 0 h`, `held by Li`, or `Li is
 * calling`.
 */
function state(ticket: QueueTicket, now: number, agents: AgentNames): string {
  const { status, claimedBy, notBefore, windowFrom } = ticket;
  if (claimedBy !== null) {
    const name = agents.get(claimedBy) ?? claimedBy;
    return status === 'calling' ? `${name} is calling` : `held by ${name}`;
  }
  if (notBefore === null || !isLater(ticket, now)) return 'waits';
  const why = windowFrom !== null ? 'booked' : status === 'follow-up' ? 'agreed' : 'again';
  return `${why} ${ahead(notBefore, now)}`;
}

const marks = ({ urgent, senior, nudgedAt }: QueueTicket): string[] => [
  ...(urgent ? ['urgent'] : []),
  ...(senior ? ['senior'] : []),
  ...(nudgedAt === null ? [] : ['nudged']),
];

/** Formats the queue as a table for a terminal, in queue order. */
export function formatQueue(
  tickets: readonly QueueTicket[],
  now: number,
  agents: AgentNames = new Map(),
): string {
  if (!tickets.length) return 'Nothing waits.';
  const rows = [...tickets]
    .sort(compareQueue)
    .map((ticket) => [
      formatTicketNumber(ticket.number),
      due(ticket, now),
      state(ticket, now, agents),
      String(ticket.attempts),
      ticket.tier ?? '-',
      ticket.line,
      ticket.topic ?? '-',
      marks(ticket).join(' ') || '-',
      maskPhone(ticket.phone, ticket.extension),
    ]);
  const table = [
    ['TICKET', 'DUE', 'STATE', 'MISSED', 'TIER', 'LINE', 'TOPIC', 'MARKS', 'PHONE'],
    ...rows,
  ];
  const widths = table.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}

const isoOrNull = (instant: number | null): string | null =>
  instant === null ? null : iso(instant);

/** Formats the queue as JSON. `minutesLeft` is negative after the due time. */
export function queueJson(
  tickets: readonly QueueTicket[],
  now: number,
  agents: AgentNames = new Map(),
): string {
  const rows = [...tickets].sort(compareQueue).map((ticket) => ({
    number: ticket.number,
    status: ticket.status,
    createdAt: isoOrNull(ticket.createdAt),
    dueAt: isoOrNull(ticket.dueAt),
    minutesLeft: ticket.dueAt === null ? null : Math.floor((ticket.dueAt - now) / MINUTE),
    notBefore: isoOrNull(ticket.notBefore),
    window:
      ticket.windowFrom === null
        ? null
        : { from: isoOrNull(ticket.windowFrom), to: isoOrNull(ticket.windowTo) },
    attempts: ticket.attempts,
    heldBy: ticket.claimedBy === null ? null : (agents.get(ticket.claimedBy) ?? ticket.claimedBy),
    tier: ticket.tier,
    line: ticket.line,
    topic: ticket.topic,
    urgent: ticket.urgent,
    senior: ticket.senior,
    nudged: ticket.nudgedAt !== null,
    phone: maskPhone(ticket.phone, ticket.extension),
  }));
  return JSON.stringify(rows, null, 2);
}
