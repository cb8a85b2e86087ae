import type { MemberTickets, Ticket } from '../contract/ticket.ts';
import { mostUrgentFirst } from '../core/most-urgent.ts';
import { hasEnded } from '../core/ticket-status.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { addressBeside } from '../desk-client/desk.ts';
import { readTicket } from '../desk-client/read-ticket.ts';
import { request } from '../desk-client/request.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';
import { heldTicket } from './held-ticket.ts';
import { Store } from './store.ts';
import { actionsFor } from './ticket-actions.ts';
import { ticketsFor } from './ticket-store.ts';

/** How often the list is requested while it is followed, ms. */
const POLL_MS = 30 * SECOND;
/** The longest pause between two requests, whatever the desk asks for, ms. */
const MAX_POLL_MS = 15 * MINUTE;

/** Whether this member has more open tickets than the one that is shown. */
export const hasOthers = (contacts: ContactStore): boolean => {
  const { member } = contacts.state.contact ?? {};
  return !!member?.ref && !!(member.ticket?.othersOpen ?? heldTicket(contacts)?.before);
};

/** The rows of an answer that are tickets. What only the opened ticket has is empty in them. */
const readRows = (answer: unknown): Ticket[] | undefined => {
  const { asOf, tickets } = (answer ?? {}) as Partial<MemberTickets>;
  if (!Array.isArray(tickets)) return undefined;
  return tickets.flatMap((row) => readTicket({ ...(row as object), asOf }) ?? []);
};

/** The open tickets of a verified member, as the desk lists them: the most urgent first. */
export class OpenTickets extends Store<readonly Ticket[]> {
  /** The member whose tickets these are. */
  private _ref: string | undefined;
  private _followers = 0;
  private _round = 0;
  private _timer: number | undefined;

  constructor(private readonly _contacts: ContactStore) {
    super([]);
    const actions = actionsFor(ticketsFor(_contacts));
    actions.subscribe(() => {
      if (actions.state.phase === 'done' && this._followers) void this.refresh();
    });
  }

  /** Drops the tickets of another member who was here before. */
  attend(): void {
    const ref = this._contacts.state.contact?.member.ref;
    if (ref === this._ref) return;
    this._ref = ref;
    this._round++;
    if (this.state.length) this.set([]);
    if (this._followers) void this.refresh();
  }

  /** Requests the list now, and every 30 seconds until the returned function is called. */
  follow(): () => void {
    this._ref = this._contacts.state.contact?.member.ref;
    if (!this._followers++) void this.refresh();
    return () => {
      if (!--this._followers) this._contacts.effects.clearTimeout(this._timer);
    };
  }

  /** Requests the list once. What was listed stays if the desk does not answer. */
  async refresh(): Promise<void> {
    const { effects } = this._contacts;
    const round = ++this._round;
    if (this._ref === undefined) return;
    const tickets = ticketsFor(this._contacts);
    const headers = await tickets.vouch();
    if (headers.authorization && round === this._round) {
      const url = addressBeside(deskOf(this._contacts).callbacks, 'tickets');
      const answer = await request(effects, url, { headers }, readRows);
      tickets.trust(answer);
      if (round !== this._round) return;
      if (answer.ok) this.set(mostUrgentFirst(answer.value.filter((row) => !hasEnded(row.status))));
      else return this._schedule((answer.retryAfter ?? 0) * SECOND);
    }
    if (round === this._round) this._schedule();
  }

  private _schedule(atLeast = 0): void {
    const { effects } = this._contacts;
    effects.clearTimeout(this._timer);
    if (!this._followers) return;
    this._timer = effects.setTimeout(
      () => (effects.document.hidden ? this._schedule() : void this.refresh()),
      Math.min(Math.max(POLL_MS, atLeast), MAX_POLL_MS),
    );
  }
}

const lists = new WeakMap<ContactStore, OpenTickets>();

/** The one list of a source. */
export const openTicketsFor = (contacts: ContactStore): OpenTickets => {
  const list = lists.get(contacts) ?? new OpenTickets(contacts);
  lists.set(contacts, list);
  return list;
};
