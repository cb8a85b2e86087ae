import { MINUTE } from '../../../src/core/time.ts';
import type { Presence } from '../../wire/agent.ts';
import {
  ALL_LINES,
  hoursOf,
  nextCallingTime,
  openLines,
  type OpenLines,
} from '../../wire/calling-hours.ts';
import type { Me, SessionView } from '../../wire/session.ts';
import type { QueueRow, QueueView } from '../../wire/queue.ts';
import { waitsForOpening } from '../../wire/queue-order.ts';
import type { StreamEvent, StreamEventName } from '../../wire/stream.ts';
import { ConsoleApi, type ApiProblem } from './api.ts';
import { countAlike, type AlikeCounts } from './alike.ts';
import { KeepAlive } from './keep-alive.ts';
import { QueueRows, type QueueLoad } from './queue-rows.ts';
import type { Services } from './services.ts';
import { sharedStream } from './shared-stream.ts';
import { StreamLink, type StreamState } from './stream-link.ts';

export type Phase = 'starting' | 'unreachable' | 'signed-out' | 'signed-in';
/**
 * How what is shown is kept up to date. `polled`: events of the stream do not arrive, or late, so
 * the queue is loaded again and again. `lost`: nothing arrives.
 */
export type Link = 'connecting' | 'live' | 'polled' | 'lost';
/** What a stream event says has changed at the desk. */
export type Changed = Exclude<StreamEventName, 'signed-out' | 'beat'>;

/** How often displayed times are refreshed. */
const TICK_MS = 5_000;
/** Changes within this time are rendered together. */
const BATCH_MS = 60;
/** A page that becomes visible reloads the queue when its last load is older than this. */
const MAX_QUEUE_AGE_MS = MINUTE;
/** How often the queue is loaded while the stream is not live. */
const POLL_MS = 15_000;
/** After a connection is lost, a stream that comes back at once spares this load. */
const FIRST_POLL_MS = 3_000;

/**
 * Session and live queue, shared by the whole console. Every (re)connect reloads the queue; stream
 * events that arrive during the load are applied on top of the answer.
 */
export class ConsoleStore {
  readonly api: ConsoleApi;
  phase: Phase = 'starting';
  session: SessionView | undefined;
  link: Link = 'connecting';
  /** The desk's time of what is shown, epoch ms. */
  asOf = 0;
  /** Of the lines that the agent serves, earliest due first. */
  rows: readonly QueueRow[] = [];
  /** How many others are like a ticket, by its number; also among those of other lines. */
  alike: ReadonlyMap<string, AlikeCounts> = new Map();
  /** Whether the first tickets of the queue have been loaded. */
  loaded = false;
  /** Whether all of them have. */
  complete = false;

  private readonly _keepAlive: KeepAlive;
  private readonly _queue = new QueueRows();
  private readonly _listeners = new Set<() => void>();
  private readonly _followers = new Set<(changed: Changed, data: unknown) => void>();
  private _stream: StreamLink | undefined;
  /** Whose stream it is. */
  private _streamOf: string | undefined;
  private _tick: ReturnType<typeof setInterval> | undefined;
  private _poll: ReturnType<typeof setTimeout> | undefined;
  private _flush: ReturnType<typeof setTimeout> | undefined;
  /** Desk's clock minus this device's clock, ms; undefined until the desk has told its time. */
  private _skew: number | undefined;
  private _askedAt = 0;

  constructor(private readonly _services: Services) {
    this.api = new ConsoleApi({
      fetch: _services.fetch,
      EventSource: _services.EventSource,
      signedOut: () => this._leave(),
    });
    this._keepAlive = new KeepAlive(this.api);
  }

  /** Time on the desk's clock, epoch ms. The clock of an agent's device may be minutes off. */
  now(): number {
    return this._services.now() + (this._skew ?? 0);
  }

  /** The lines that may call members at an instant (epoch ms). */
  openLines(at = this.now()): OpenLines {
    return this.session ? openLines(this.session, at) : ALL_LINES;
  }

  /**
   * When a line calls members next, from `at` on (epoch ms); undefined when that is not within 60
   * days.
   */
  nextOpening(line: string, at = this.now()): number | undefined {
    if (!this.session) return at;
    const { hours, context } = hoursOf(this.session, line);
    return nextCallingTime(hours, context, at);
  }

  /**
   * When the line of a ticket that waits for it opens, null when unknown; `ready` when the ticket
   * waits for no line.
   */
  opening(row: QueueRow): number | null | 'ready' {
    const now = this.now();
    if (!waitsForOpening(row, now, this.openLines(now))) return 'ready';
    return this.nextOpening(row.line, now) ?? null;
  }

  /**
   * Calls `listener` after each change and every {@link TICK_MS}. Returns a function that stops it.
   */
  subscribe(listener: () => void): () => void {
    this._listeners.add(listener);
    return () => void this._listeners.delete(listener);
  }

  /**
   * Calls `follower` for each change at the desk, and with `team`, `lines` and `deliveries` after
   * each load of the queue. Returns a function that stops it.
   */
  follow(follower: (changed: Changed, data: unknown) => void): () => void {
    this._followers.add(follower);
    return () => void this._followers.delete(follower);
  }

  /** Loads the session and, when an agent is signed in, connects to the stream. */
  async start(): Promise<void> {
    try {
      this.session = await this.api.get<SessionView>('/session');
      this.phase = 'signed-in';
      this._connect(this.session);
    } catch (error) {
      if ((error as ApiProblem).status !== 401) this.phase = 'unreachable';
      else this._leave();
    }
    this._tell();
  }

  /** Closes the stream and stops all timers. */
  stop(): void {
    this._stream?.stop();
    this._stream = undefined;
    this._keepAlive.stop();
    clearInterval(this._tick);
    clearTimeout(this._poll);
    clearTimeout(this._flush);
    this._flush = undefined;
  }

  /** @throws ApiProblem */
  async signIn(login: string, password: string): Promise<void> {
    await this.api.post('/session', { login, password });
    await this.start();
  }

  async signOut(): Promise<void> {
    try {
      await this.api.delete('/session');
    } catch {
      // If the desk cannot be reached, the session expires there by itself.
    }
    this._leave();
  }

  /** @throws ApiProblem */
  async setPresence(presence: Presence): Promise<void> {
    const before = this.session?.me.presence;
    this._setMe({ presence });
    try {
      await this.api.put('/me/presence', { presence });
    } catch (error) {
      if (before) this._setMe({ presence: before });
      throw error;
    }
  }

  /** Puts the row of an answer into the queue at once, without waiting for the stream. */
  take(row: QueueRow): void {
    const { same } = this._queue.get(row.number) ?? {};
    // Only the queue says whose it is.
    this._queue.put(row.number, same ? { same, ...row } : row);
    this._tellSoon();
  }

  /**
   * The row of a ticket as the desk told it last. Followers of a change still find the row from
   * before.
   */
  row(number: string): QueueRow | undefined {
    return this._queue.get(number);
  }

  /** Called when the page becomes visible. */
  attend(): void {
    void this._keepAlive.send();
    this._stream?.hurry();
    if (this.phase === 'signed-in' && this._services.now() - this._askedAt > MAX_QUEUE_AGE_MS)
      void this._refresh();
  }

  private _setMe(change: Partial<Me>): void {
    if (this.session) this.session = { ...this.session, me: { ...this.session.me, ...change } };
    this._tell();
  }

  private _leave(): void {
    this.stop();
    this.phase = 'signed-out';
    this.session = undefined;
    this.loaded = false;
    this.complete = false;
    this._queue.clear();
    this.rows = [];
    this.alike = new Map();
    this._tell();
  }

  private _connect({ me }: SessionView): void {
    this.stop();
    this.link = 'connecting';
    this._tick = setInterval(() => this._tell(), TICK_MS);
    this._streamOf = me.id;
    this._stream = new StreamLink({
      open: sharedStream(
        (handlers) => this.api.stream(handlers),
        this._services.tabs,
        `hotline-console-stream ${me.id}`,
      ),
      deskTime: () => (this._skew === undefined ? undefined : this.now()),
      event: (name, data) => this._hear({ event: name, data } as StreamEvent),
      turned: (state) => this._turn(state),
    });
    this._stream.start();
    void this._refresh();
  }

  private _turn(state: StreamState): void {
    if (state === 'live') {
      this._keepAlive.start();
      // What happened since the last load was missed. Somebody else may have signed in meanwhile.
      void this.readSession();
      void this._refresh();
    } else if (state === 'silent') {
      this.link = 'polled';
      this._tell();
      void this._refresh();
    } else if (this.link !== 'polled') {
      this._keepAlive.stop();
      this.link = 'lost';
      this._tell();
      this._pollIn(FIRST_POLL_MS);
    }
  }

  private _pollIn(ms: number): void {
    clearTimeout(this._poll);
    this._poll = setTimeout(() => void this._refresh(), ms);
  }

  private async _refresh(): Promise<void> {
    const load = this._queue.beginLoad();
    clearTimeout(this._poll);
    this._askedAt = this._services.now();
    try {
      const rows: QueueRow[] = [];
      let asOf: number | undefined;
      for (let after: string | undefined = ''; after !== undefined;) {
        const page: QueueView = await this.api.get<QueueView>(
          `/queue?after=${encodeURIComponent(after)}`,
        );
        if (!this._queue.isLatest(load)) return;
        this._skew = page.asOf - this._services.now();
        asOf ??= page.asOf;
        rows.push(...page.rows);
        after = page.next;
        // A queue that is already shown is replaced as a whole.
        if (after !== undefined && !this.complete) this._show(load, page.rows);
      }
      this._queue.finish(load, rows);
      // At once: what is missing when the queue is called complete would pass for new later.
      this._arrange();
      this.loaded = true;
      this.complete = true;
      this.asOf = asOf ?? this.now();
      this._loadedBy(this._stream?.state ?? 'connecting');
      this._tellSoon();
      for (const changed of ['team', 'lines', 'deliveries'] as const) this._changed(changed, {});
    } catch {
      this._queue.abandon(load);
      if (this.phase !== 'signed-in') return;
      this._keepAlive.stop();
      this.link = 'lost';
      this._tell();
      this._pollIn(POLL_MS);
    }
  }

  /** After a load: whether the stream will tell what changes from now on. */
  private _loadedBy(state: StreamState): void {
    this.link = state === 'live' || state === 'connecting' ? state : 'polled';
    if (state === 'live') return;
    if (state !== 'connecting') this._keepAlive.start();
    this._pollIn(POLL_MS);
  }

  /** Shows what is due first while the rest of a long queue is loading. */
  private _show(load: QueueLoad, rows: readonly QueueRow[]): void {
    this._queue.show(load, rows);
    this.loaded = true;
    this._tellSoon();
  }

  private _hear(told: StreamEvent): void {
    if (told.event === 'signed-out') return this._leave();
    if (told.event === 'beat') return this._beat(told.data.asOf);
    if (told.event === 'queue') {
      this._changed(told.event, told.data);
      this._queue.put(told.data.number, told.data.row);
      return this._tellSoon();
    }
    this._changed(told.event, told.data);
    if (told.event === 'team' || told.event === 'lines') void this.readSession();
  }

  private _beat(asOf: number): void {
    if (this.link === 'live') this.asOf = asOf;
  }

  /**
   * Reloads the session: agent names, lines, and the agent's own presence, which a call may change.
   */
  async readSession(): Promise<void> {
    try {
      const session = await this.api.get<SessionView>('/session');
      if (this.phase !== 'signed-in') return;
      this.session = session;
      if (session.me.id !== this._streamOf) this._connect(session);
      this._tellSoon();
    } catch {
      // The previous session stays in use.
    }
  }

  private _changed(changed: Changed, data: unknown): void {
    for (const follower of [...this._followers]) follower(changed, data);
  }

  private _tellSoon(): void {
    this._flush ??= setTimeout(() => {
      this._flush = undefined;
      this._arrange();
      this._tell();
    }, BATCH_MS);
  }

  /** Shows the tickets of the lines that the agent serves, and those that they hold. */
  private _arrange(): void {
    const { me } = this.session ?? {};
    const rows = this._queue.sorted();
    this.alike = countAlike(rows);
    this.rows = me?.lines
      ? rows.filter(({ line, claimedBy }) => me.lines?.includes(line) || claimedBy === me.id)
      : rows;
  }

  private _tell(): void {
    for (const listener of [...this._listeners]) listener();
  }
}
