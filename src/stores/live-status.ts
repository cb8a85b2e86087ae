import type { Contact, Status } from '../contract/contact.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import type { ContactStore } from './contact-store.ts';
import { statusesIn } from '../desk-client/status-events.ts';

/** What following needs of the world: the network, timers, and chance from 0 to 1. */
export interface LiveEffects {
  fetch: typeof fetch;
  after(ms: number, act: () => void): number;
  cancel(timer: number | undefined): void;
  random(): number;
}

/** How often the Contact is asked for while its status is not streamed: ms. */
const POLL = MINUTE;
/** Before connecting again, doubled with each failure up to `POLL`: ms. */
const RETRY = 2 * SECOND;
/** A desk says something every 24 s at least; what is silent for longer is no connection any more: ms. */
const SILENT = MINUTE;
/** Panels that learn of the same opening or closing ask for the rest spread over so many ms. */
const SPREAD = 5 * SECOND;

/** How a connection ended: in good order, broken off, or refused because the desk streams nothing for now. */
type End = 'over' | 'lost' | 'refused';

/**
 * Follows the status of the member's line by `GET /v1/contact/stream`, and where that does not work by asking for the Contact every
 * minute. What it learns, it tells the one store that everything on the page shows.
 */
export class LiveStatus {
  /** The connection that counts. */
  private _abort: AbortController | undefined;
  /** Whose status is followed; undefined while the desk has said nothing of a line. */
  private _line: string | undefined;
  private _latest: Status | undefined;
  private _failures = 0;
  private _leave: (() => void) | undefined;
  /** Statuses arrive. */
  private _streams = false;
  private _poll: number | undefined;
  private _soon: number | undefined;
  private _retry: number | undefined;
  private _silence: number | undefined;

  constructor(
    private readonly _contacts: ContactStore,
    private readonly _effects: LiveEffects = browser,
  ) {}

  start(): void {
    this._leave = this._contacts.subscribe(() => this._look());
    this._askNowAndThen();
    this._look();
  }

  stop(): void {
    this._leave?.();
    this._line = this._latest = undefined;
    this._hangUp();
    this._effects.cancel(this._poll);
    this._effects.cancel(this._soon);
  }

  private get _contact(): Contact | undefined {
    const { state } = this._contacts;
    return state.phase === 'ready' && state.from === 'desk' ? state.contact : undefined;
  }

  /** The store has changed: another line is followed anew, and an answer that was long under way brings no old status back. */
  private _look(): void {
    const line = this._contact?.line.id;
    if (line === this._line) return this._tell();
    this._line = line;
    this._latest = undefined;
    this._failures = 0;
    this._hangUp();
    if (line !== undefined) void this._connect();
  }

  private _tell(): void {
    const { _contact: contact, _latest: status } = this;
    if (!contact || !status || Date.parse(status.asOf) <= Date.parse(contact.status.asOf)) return;
    const turned = (contact.status.state === 'closed') !== (status.state === 'closed');
    this._contacts.set({ phase: 'ready', contact: { ...contact, status }, from: 'desk' });
    // What depends on the hours, such as when a callback is due, only the desk can tell.
    if (!turned) return;
    this._effects.cancel(this._soon);
    this._soon = this._effects.after(
      this._effects.random() * SPREAD,
      () => void this._contacts.refresh(),
    );
  }

  private async _connect(): Promise<void> {
    const { _effects: effects } = this;
    this._hangUp();
    const abort = (this._abort = new AbortController());
    const end = await this._read(abort).catch((): End => 'lost');
    if (abort !== this._abort) return;
    this._hangUp();
    if (end === 'refused') return;
    // The token ran out, or the shop's config is another one: both change more than the status.
    if (end === 'over') void this._contacts.refresh();
    else this._failures++;
    this._retry = effects.after(
      this._about(Math.min(POLL, RETRY * 2 ** this._failures)),
      () => void this._connect(),
    );
  }

  private async _read(abort: AbortController): Promise<End> {
    const { _contacts: contacts, _effects: effects } = this;
    const { signal } = abort;
    const alive = (): void => {
      effects.cancel(this._silence);
      if (!signal.aborted) this._silence = effects.after(SILENT, () => abort.abort());
    };
    const token = await contacts.token();
    if (signal.aborted) return 'lost';
    alive();
    const headers = {
      accept: 'text/event-stream',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const answer = await effects.fetch(`${contacts.source.desk ?? ''}/v1/contact/stream`, {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      signal,
    });
    // Old browsers have no streams to read.
    if (!answer.ok || !answer.body?.getReader)
      return answer.status < 500 || answer.headers.has('retry-after') ? 'refused' : 'lost';
    for await (const status of statusesIn(answer.body, alive)) {
      if (abort !== this._abort) return 'lost';
      this._streams = true;
      this._failures = 0;
      this._latest = status;
      this._tell();
    }
    return 'over';
  }

  private _hangUp(): void {
    const { _effects: effects } = this;
    this._abort?.abort();
    this._abort = undefined;
    this._streams = false;
    effects.cancel(this._silence);
    effects.cancel(this._retry);
  }

  private _askNowAndThen(): void {
    this._poll = this._effects.after(this._about(POLL), () => {
      if (!this._streams) void this._contacts.refresh();
      this._askNowAndThen();
    });
  }

  /** Give or take a quarter, so that panels which lost one desk together do not come back together. */
  private _about(ms: number): number {
    return ms * (0.75 + this._effects.random() / 2);
  }
}

const browser: LiveEffects = {
  fetch: (...request) => fetch(...request),
  after: (ms, act) => window.setTimeout(act, ms),
  cancel: (timer) => window.clearTimeout(timer),
  random: () => Math.random(),
};
