import type { Config } from '../../../src/contract/config.ts';
import { isOrderNumber, orderPatterns } from '../../../src/core/order-number.ts';
import { withoutCertainSecrets } from '../../../src/core/secrets.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { Decision } from './change.ts';
import { DESK, step } from './steps.ts';
import type { StoredTicket } from './ticket.ts';

/** What members write freely. */
interface Texts {
  order?: string | undefined;
  note?: string | undefined;
  comment?: string | undefined;
}

/**
 * Masks card codes, passwords and other secrets in what a member has written, where they are
 * certain. The widget has offered to mask them before; this catches what is sent nevertheless, or by
 * another program.
 */
export function withoutSecrets<Body extends Texts>(
  body: Body,
  { orders, secrets }: Config,
): { body: Body; isMasked: boolean } {
  const rules = {
    orderPatterns: orderPatterns(orders?.systems, orders?.patterns),
    cardTemplates: secrets?.cards ?? [],
  };
  const masked = (text: string): string => withoutCertainSecrets(text, rules);
  const { order, note, comment } = body;
  const safe = {
    ...body,
    // Where any text may be an order number, all of it may be needed.
    ...(order !== undefined &&
      !isOrderNumber(order, rules.orderPatterns) && { order: masked(order) }),
    ...(note !== undefined && { note: masked(note) }),
    ...(comment !== undefined && { comment: masked(comment) }),
  };
  return {
    body: safe,
    isMasked: safe.order !== order || safe.note !== note || safe.comment !== comment,
  };
}

/** The step that records that the desk has masked something. */
const maskedStep = (now: number, status: TicketEvent['status']): TicketEvent => ({
  ...step(now, status, DESK),
  kind: 'masked',
});

/** What a new ticket's timeline records beside its creation. */
export const newTicketSteps = (isMasked: boolean, now: number): TicketEvent[] =>
  isMasked ? [maskedStep(now, 'waiting')] : [];

/** A rule whose change also records that the desk has masked something. */
export const recordMasked =
  <Refusal extends string>(
    rule: (ticket: StoredTicket) => Decision<Refusal>,
    isMasked: boolean,
    now: number,
  ) =>
  (ticket: StoredTicket): Decision<Refusal> => {
    const decision = rule(ticket);
    if (!decision.ok || !isMasked) return decision;
    const { change } = decision;
    // The last step is what the member did.
    return {
      ok: true,
      change: { ...change, events: [maskedStep(now, ticket.status), ...(change.events ?? [])] },
    };
  };
