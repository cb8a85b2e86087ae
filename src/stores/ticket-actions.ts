import type { ProblemCode } from '../contract/problem.ts';
import type {
  FeedbackRequest,
  ReopenRequest,
  ReportRequest,
  RescheduleRequest,
  TicketAction,
} from '../contract/ticket.ts';
import { readTicket } from '../desk-client/read-ticket.ts';
import { stringify } from '../core/stringify.ts';
import { Store } from './store.ts';
import type { TicketStore } from './ticket-store.ts';

export type ActionState =
  | { phase: 'idle' }
  | { phase: 'sending' | 'done'; action: TicketAction }
  | {
      phase: 'refused';
      action: TicketAction;
      code: ProblemCode | 'unreachable';
      retryAfter?: number | undefined;
    };

/**
 * What a member does with their ticket, one action at a time. Repeating an action is safe: the desk
 * does it once.
 */
export class TicketActions extends Store<ActionState> {
  /** The ticket that the outcome of the last action is about. */
  private _number: string | undefined;

  constructor(readonly tickets: TicketStore) {
    super({ phase: 'idle' });
    tickets.subscribe(() => {
      const { heldNumber: number } = tickets;
      if (number === this._number) return;
      this._number = number;
      if (this.state.phase !== 'sending') this.settle();
    });
  }

  /**
   * Resolves to whether the desk did it. If it refuses, the ticket has changed meanwhile, and is
   * requested again.
   */
  async act(
    action: TicketAction,
    body?: RescheduleRequest | FeedbackRequest | ReopenRequest | ReportRequest,
  ): Promise<boolean> {
    if (this.state.phase === 'sending') return false;
    this.set({ phase: 'sending', action });
    const { tickets } = this;
    const init = {
      method: 'POST',
      ...(body && { body: stringify(body), headers: { 'content-type': 'application/json' } }),
    };
    const erases = action === 'erase';
    const answer = await tickets.request(`/${action}`, init, (told) =>
      erases ? true : readTicket(told),
    );
    if (!answer) {
      this.settle();
      return false;
    }
    // A ticket that is not found is erased, perhaps by an earlier request whose answer was lost.
    const gone = erases && (answer.ok || answer.code === 'not-found');
    if (gone) tickets.forget();
    else if (answer.ok && answer.value !== true) tickets.accept(answer.value);
    if (answer.ok || gone) {
      this.set({ phase: 'done', action });
      return true;
    }
    const { code, retryAfter } = answer;
    if (code.startsWith('not-')) await tickets.refresh();
    this.set({ phase: 'refused', action, code, retryAfter });
    return false;
  }

  /** Drops the outcome of the last action, once the member turns to another. */
  settle(): void {
    this.set({ phase: 'idle' });
  }
}

const actions = new WeakMap<TicketStore, TicketActions>();

/** The one store of actions that belongs to a ticket store. */
export const actionsFor = (tickets: TicketStore): TicketActions => {
  const kept = actions.get(tickets) ?? new TicketActions(tickets);
  actions.set(tickets, kept);
  return kept;
};
