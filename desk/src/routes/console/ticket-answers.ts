import { normalizeTicketNumber } from '../../../../src/core/ticket-number.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import type { ConsoleContext, Deps } from '../../deps.ts';
import type { Decision } from '../../domain/change.ts';
import type { StoredTicket } from '../../domain/ticket.ts';
import { problem, type AnyProblem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { mostPictures } from '../../pictures/most-pictures.ts';
import type { ChangeOutcome } from '../../store/store.ts';
import { recordFirstView } from './first-view.ts';
import { showsNumber, ticketView } from './ticket-view.ts';

const MAX_EARLIER = 10;

type Rule = (ticket: StoredTicket) => Decision<AnyProblem>;

export interface TicketAnswers {
  /** The number in the address of a request. */
  numberOf(c: ConsoleContext): string | undefined;
  /** The agent who asks, and when. */
  acting(c: ConsoleContext): { agent: string; now: number };
  /** What the agent who asks sees of a ticket. */
  viewOf(c: ConsoleContext, ticket: StoredTicket): Promise<TicketView>;
  show(c: ConsoleContext, ticket: StoredTicket): Promise<Response>;
  /** Shows the changed ticket, or why it is unchanged. */
  tell(c: ConsoleContext, outcome: ChangeOutcome<AnyProblem>): Promise<Response>;
  /** Changes a ticket by a rule and shows it. */
  act(c: ConsoleContext, rule: Rule): Promise<Response>;
}

/** How routes answer agents with a ticket. */
export function createTicketAnswers(deps: Deps): TicketAnswers {
  const { config, store, clock } = deps;

  const numberOf = (c: ConsoleContext): string | undefined =>
    normalizeTicketNumber(c.req.param('number') ?? '');

  /** Records, before a member's number is shown, that an agent sees it for the first time. */
  async function recordNumberShown(c: ConsoleContext, ticket: StoredTicket): Promise<void> {
    if (showsNumber(ticket, c.get('agent').id))
      await recordFirstView(c, deps, 'ticket.opened', ticket.number);
  }

  async function viewOf(c: ConsoleContext, ticket: StoredTicket): Promise<TicketView> {
    const merged = await store.tickets.mergedInto(ticket.number);
    const [notes, attachments, reports, earlier, others] = await Promise.all([
      store.tickets.notes(ticket.number),
      store.attachments.ofTicket(ticket.number),
      store.tickets.reports([ticket, ...merged].map(({ number }) => number)),
      store.tickets.earlier(ticket, MAX_EARLIER),
      store.tickets.openAlike(ticket, MAX_EARLIER + 1),
      recordNumberShown(c, ticket),
    ]);
    return ticketView({
      ticket,
      agent: c.get('agent'),
      notes,
      attachments,
      reports,
      earlier,
      merged,
      others: others.filter(({ number }) => number !== ticket.number),
      shop: config.current().shop,
      takesPictures: mostPictures(deps) > 0,
      now: clock(),
    });
  }

  const show = async (c: ConsoleContext, ticket: StoredTicket): Promise<Response> =>
    c.json(await viewOf(c, ticket));

  async function tell(c: ConsoleContext, outcome: ChangeOutcome<AnyProblem>): Promise<Response> {
    if (outcome.ok) return show(c, outcome.ticket);
    return problem(c, outcome.refusal === 'missing' ? 'not-found' : outcome.refusal);
  }

  /** Changes a ticket by a rule and shows it. */
  async function act(c: ConsoleContext, rule: Rule): Promise<Response> {
    const number = numberOf(c);
    if (number === undefined) return problem(c, 'not-found');
    return tell(c, await requestStore(c, deps).tickets.change(number, clock(), rule));
  }

  const acting = (c: ConsoleContext): { agent: string; now: number } => ({
    agent: c.get('agent').id,
    now: clock(),
  });

  return { numberOf, acting, viewOf, show, tell, act };
}
