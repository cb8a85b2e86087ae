import type { Contact, Status } from '../contract/contact.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { statusesIn } from '../desk-client/status-events.ts';
import type { ContactStore } from './contact-store.ts';
import type { Effects } from './effects.ts';

/** How often the Contact is requested while its status is not streamed, ms. */
const POLL_MS = MINUTE;
/** Pause before connecting again, ms. Doubles with each failure up to `POLL_MS`. */
const RETRY_MS = 2 * SECOND;
/**
 * A desk sends something at least every 24 s. A stream that is silent for this long is broken, ms.
 */
const MAX_SILENCE_MS = MINUTE;
/**
 * Requests of all panels that learn of the same opening or closing are spread over this time, ms.
 */
const SPREAD_MS = 5 * SECOND;

/**
 * How a connection ended: regularly, broken off, or refused because the desk does not stream now.
 */
type End = 'over' | 'lost' | 'refused';

/**
 * Follows the status of the member's line through `GET /v1/contact/stream` or, if that fails, by
 * requesting the Contact every minute. Writes each new status into the contact store, which
 * everything on the page shows.
 */
export class LiveStatus {
  /** Of the current connection. */
  private _abort: AbortController | undefined;
  /** Id of the line that is followed; undefined until the desk has named one. */
  private _line: string | undefined;
  private _latest: Status | undefined;
  private _failures = 0;
  private _leave: (() => void) | undefined;
  /** Whether statuses arrive. */
  private _streams = false;
  private _poll: number | undefined;
  private _soon: number | undefined;
  private _retry: number | undefined;
  private _silence: number | undefined;

  constructor(
    private readonly _contacts: ContactStore,
    private readonly _effects: Effects = _contacts.effects,
  ) {}

  start(): void {
    this._leave = this._contacts.subscribe(() => this._look());
    this._pollContact();
    this._look();
  }

  stop(): void {
    this._leave?.();
    this._line = this._latest = undefined;
    this._hangUp();
    this._effects.clearTimeout(this._poll);
    this._effects.clearTimeout(this._soon);
  }

  private get _contact(): Contact | undefined {
    const { state } = this._contacts;
    return state.phase === 'ready' && state.from === 'desk' ? state.contact : undefined;
  }

  /**
   * After each change of the store: follows another line from scratch, and keeps a late answer from
   * restoring an old status.
   */
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
    // Only the desk knows what else depends on the hours, such as when a callback is due.
    if (!turned) return;
    this._effects.clearTimeout(this._soon);
    this._soon = this._effects.setTimeout(
      () => void this._contacts.refresh(),
      this._effects.Math.random() * SPREAD_MS,
    );
  }

  private async _connect(): Promise<void> {
    const { _effects: effects } = this;
    this._hangUp();
    const abort = (this._abort = new AbortController());
    const end = await this._inTurn(abort).catch((): End => 'lost');
    if (abort !== this._abort) return;
    this._hangUp();
    if (end === 'refused') return;
    // The token has expired or the shop's config has changed: both change more than the status.
    if (end === 'over') void this._contacts.refresh();
    else this._failures++;
    this._retry = effects.setTimeout(
      () => void this._connect(),
      this._about(Math.min(POLL_MS, RETRY_MS * 2 ** this._failures)),
    );
  }

  /**
   * One tab of a browser streams at a time; the others poll until it is their turn. Over HTTP/1.1 a
   * browser opens only six connections to a desk: six streams would leave none for requests.
   */
  private _inTurn(abort: AbortController): Promise<End> {
    const { locks } = this._effects.navigator;
    const read = (): Promise<End> => this._read(abort);
    const name = `hotline-stream ${this._contacts.source.desk ?? ''}`;
    return locks ? locks.request(name, { signal: abort.signal }, read) : read();
  }

  private async _read(abort: AbortController): Promise<End> {
    const { _contacts: contacts, _effects: effects } = this;
    const { signal } = abort;
    const alive = (): void => {
      effects.clearTimeout(this._silence);
      if (!signal.aborted) this._silence = effects.setTimeout(() => abort.abort(), MAX_SILENCE_MS);
    };
    const member = await contacts.headers();
    if (signal.aborted) return 'lost';
    alive();
    const answer = await effects.fetch(`${contacts.source.desk ?? ''}/v1/contact/stream`, {
      headers: { accept: 'text/event-stream', ...member },
      credentials: 'omit',
      signal,
    });
    // Old browsers cannot read a body as a stream.
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
    effects.clearTimeout(this._silence);
    effects.clearTimeout(this._retry);
  }

  private _pollContact(): void {
    this._poll = this._effects.setTimeout(() => {
      if (!this._streams) void this._contacts.refresh();
      this._pollContact();
    }, this._about(POLL_MS));
  }

  /**
   * A random time within a quarter of `ms`, so that panels which lost a desk together do not return
   * together.
   */
  private _about(ms: number): number {
    return ms * (0.75 + this._effects.Math.random() / 2);
  }
}
