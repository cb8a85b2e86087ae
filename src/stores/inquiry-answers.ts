import type { Inquiry, InquiryAnswer } from '../contract/inquiry.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { inquiriesOf } from '../core/asked.ts';
import { SECOND } from '../core/time.ts';
import { stringify } from '../core/stringify.ts';
import { readTicket } from '../desk-client/read-ticket.ts';
import type { Answer } from '../desk-client/request.ts';
import type { Ticket } from '../contract/ticket.ts';
import type { ContactStore } from './contact-store.ts';
import { draftFor } from './draft-store.ts';
import { sendWithPictures } from './send-with-pictures.ts';
import { Store } from './store.ts';
import { ticketsFor } from './ticket-store.ts';

/** What the member answers, apart from what it answers. */
export type Given =
  | { kind: 'order'; order: string }
  | { kind: 'time'; occurredAt: string }
  | { kind: 'yes-no'; yes: boolean }
  | { kind: 'screenshot' }
  | { kind: 'none' };

export type AnswerState =
  | { phase: 'idle' }
  | { phase: 'sending'; id: string; given: Given }
  /** `over`: it is no longer asked for. `answered`: it was, by an earlier answer. */
  | { phase: 'sent' | 'over' | 'answered'; id: string }
  | {
      phase: 'refused';
      id: string;
      code: ProblemCode | 'unreachable';
      retryAfter?: number | undefined;
    };

/** Pauses before an answer that got no reply is sent again, ms. The desk takes it once. */
const PAUSES_MS = [1, 3, 9].map((seconds) => seconds * SECOND);

const NOT_REACHED: Answer<never> = { ok: false, code: 'unreachable', errors: [] };

/** Sends the member's answers to what agents ask for, one at a time. */
export class InquiryAnswers extends Store<AnswerState> {
  constructor(private readonly _contacts: ContactStore) {
    super({ phase: 'idle' });
  }

  /** Resolves to whether the inquiry is settled: answered, or no longer asked for. */
  async answer(inquiry: Inquiry, given: Given): Promise<boolean> {
    if (this.state.phase === 'sending') return false;
    const { id } = inquiry;
    const { _contacts: contacts } = this;
    const tickets = ticketsFor(contacts);
    const drafts = draftFor(contacts);
    this.set({ phase: 'sending', id, given });
    const number = tickets.heldNumber;
    const isHere = (): boolean => draftFor(contacts) === drafts && tickets.heldNumber === number;
    const answer =
      given.kind !== 'screenshot'
        ? await this._send({ inquiry: id, ...given }, isHere)
        : drafts.pictures && !(await drafts.pictures.deliver())
          ? NOT_REACHED
          : await sendWithPictures(
              drafts,
              () =>
                this._send(
                  {
                    inquiry: id,
                    kind: 'screenshot',
                    attachments: [...(drafts.state.attachments ?? [])],
                  },
                  isHere,
                ),
              isHere,
            );
    if (!isHere()) {
      this.set({ phase: 'idle' });
      return false;
    }
    if (answer.ok) tickets.accept(answer.value);
    const { code, retryAfter } = answer.ok ? { code: undefined, retryAfter: undefined } : answer;
    const isOver = code === 'inquiry-withdrawn' || code === 'unknown-inquiry';
    if (isOver || code === 'inquiry-answered') await tickets.refresh();
    // The reply was lost, but the ticket shows that it has arrived.
    const isThere = answer.ok || (code === 'unreachable' && this._isAnswered(id));
    if (isThere) {
      if (given.kind === 'order') drafts.update({ order: undefined, orderFound: false });
      if (given.kind === 'time') drafts.update({ occurredAt: undefined });
      if (given.kind === 'screenshot') drafts.update({ screenshots: 0, attachments: [] });
    }
    if (isThere) this.set({ phase: 'sent', id });
    else if (isOver) this.set({ phase: 'over', id });
    else if (code === 'inquiry-answered') this.set({ phase: 'answered', id });
    else this.set({ phase: 'refused', id, code: code ?? 'unreachable', retryAfter });
    return this.state.phase !== 'refused';
  }

  private _isAnswered(id: string): boolean {
    const { ticket } = ticketsFor(this._contacts).state;
    return !!ticket && inquiriesOf(ticket).some((one) => one.id === id && one.answeredAt);
  }

  private async _send(body: InquiryAnswer, isHere: () => boolean): Promise<Answer<Ticket>> {
    const { effects } = this._contacts;
    const init = {
      method: 'POST',
      body: stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    for (let tries = 0; ; tries++) {
      const answer =
        (await ticketsFor(this._contacts).request('/answers', init, readTicket)) ?? NOT_REACHED;
      const pause = PAUSES_MS[tries];
      if (answer.ok || answer.code !== 'unreachable' || pause === undefined || !isHere())
        return answer;
      await new Promise<void>((resolve) => void effects.setTimeout(() => resolve(), pause));
    }
  }
}

const stores = new WeakMap<ContactStore, InquiryAnswers>();

/** The one store of answers of a source. */
export const answersFor = (contacts: ContactStore): InquiryAnswers => {
  const answers = stores.get(contacts) ?? new InquiryAnswers(contacts);
  stores.set(contacts, answers);
  return answers;
};
