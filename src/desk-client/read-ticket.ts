import type { CreatedTicket, Ticket } from '../contract/ticket.ts';
import type { Window } from '../contract/slots.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isInstant = (value: unknown): boolean => isText(value) && !!Date.parse(value);

const isWords = (value: unknown): boolean =>
  isText(value) || isText((value as Record<string, unknown> | null | undefined)?.['zh-CN']);

/** What a desk sends in fields that the card can do without. */
const OPTIONAL: Record<string, (value: unknown) => boolean> = {
  asOf: isInstant,
  dueAt: isInstant,
  notBefore: isInstant,
  calledAt: isInstant,
  opensAt: isInstant,
  whenLate: isWords,
  window: (value) => isInstant((value as Window | null)?.from) && isInstant((value as Window).to),
  closedBecause: isText,
  mergedInto: isText,
  rating: (value) => [1, 2, 3, 4, 5].includes(value as number),
  passphrase: isText,
  phone: isText,
  attachments: Number.isInteger,
};

const list = <Item>(value: Item[], fits: (item: Item) => boolean): Item[] =>
  Array.isArray(value) ? value.filter(fits) : [];

/**
 * The Ticket in an answer, or undefined if it has no number or no status. Other fields that are not
 * what a desk sends are left out, so that one mistake does not hide the rest. Older and newer desks
 * may send other statuses, and fewer fields.
 */
export const readTicket = (answer: unknown): Ticket | undefined => {
  const ticket = { ...(answer as Ticket) };
  if (!isText(ticket.number) || !isText(ticket.status)) return undefined;
  const fields = ticket as Record<string, unknown>;
  for (const [name, fits] of Object.entries(OPTIONAL)) if (!fits(fields[name])) delete fields[name];
  const zone: unknown = ticket.line?.timeZone;
  return {
    ...ticket,
    callsFrom: list(ticket.callsFrom, isText),
    // No zone is valid under this name, so that no times are shown.
    line: { ...ticket.line, timeZone: isText(zone) ? zone : '?' },
    timeline: list(ticket.timeline, (step) => isText(step?.status) && isText(step.kind ?? '')).map(
      (step) => (isInstant(step.at) ? step : { ...step, at: '' }),
    ),
    may: { ...ticket.may },
  };
};

export const readCreatedTicket = (answer: unknown): CreatedTicket | undefined => {
  const ticket = readTicket(answer) as CreatedTicket | undefined;
  return ticket && isText(ticket.key) ? ticket : undefined;
};
