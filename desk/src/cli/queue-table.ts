import { maskPhone } from '../../../src/core/phone.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { iso, MINUTE } from '../../../src/core/time.ts';
import {
  hoursOf,
  nextCallingTime,
  openLines,
  type CallingHours,
} from '../../wire/calling-hours.ts';
import { compareQueue, isLate, isLater, waitsForOpening } from '../../wire/queue-order.ts';
import { slotOf } from '../domain/ticket.ts';
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

/** Whether a ticket waits for its line to open. Unknown, so false, without the shop's config. */
function waits(ticket: QueueTicket, now: number, shop?: CallingHours): boolean {
  const planned = { ...ticket, window: slotOf(ticket) };
  return shop !== undefined && waitsForOpening(planned, now, openLines(shop, now));
}

/** When the line of a ticket that waits for it opens, epoch ms. */
function opensAt(ticket: QueueTicket, now: number, shop?: CallingHours): number | undefined {
  if (!shop || !waits(ticket, now, shop)) return undefined;
  const { hours, context } = hoursOf(shop, ticket.line);
  return nextCallingTime(hours, context, now);
}

/**
 * `waits`, `line opens in 5 h 56 min`, `booked in 2 h 0 min`, `again in 10 min`, `agreed in 3 d 0 h`, `held by Li`, or `Li is
 * calling`.
 */
function state(ticket: QueueTicket, now: number, agents: AgentNames, shop?: CallingHours): string {
  const { status, claimedBy, notBefore, windowFrom } = ticket;
  if (claimedBy !== null) {
    const name = agents.get(claimedBy) ?? claimedBy;
    return status === 'calling' ? `${name} is calling` : `held by ${name}`;
  }
  if (waits(ticket, now, shop)) {
    const at = opensAt(ticket, now, shop);
    return at === undefined ? 'line closed' : `line opens ${ahead(at, now)}`;
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

/**
 * Formats the queue as a table for a terminal, in queue order.
 * @param shop tells whose line is closed
 */
export function formatQueue(
  tickets: readonly QueueTicket[],
  now: number,
  agents: AgentNames = new Map(),
  shop?: CallingHours,
): string {
  if (!tickets.length) return 'Nothing waits.';
  const rows = [...tickets]
    .sort(compareQueue)
    .map((ticket) => [
      formatTicketNumber(ticket.number),
      due(ticket, now),
      state(ticket, now, agents, shop),
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

/**
 * Formats the queue as JSON. `minutesLeft` is negative after the due time; `opensAt` is when the line
 * opens of a ticket that waits for it.
 */
export function queueJson(
  tickets: readonly QueueTicket[],
  now: number,
  agents: AgentNames = new Map(),
  shop?: CallingHours,
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
    waitsForOpening: waits(ticket, now, shop),
    opensAt: isoOrNull(opensAt(ticket, now, shop) ?? null),
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
