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
import { KeepAlive } from './keep-alive.ts';
import { QueueRows, type QueueLoad } from './queue-rows.ts';
import type { Services } from './services.ts';

export type Phase = 'starting' | 'unreachable' | 'signed-out' | 'signed-in';
/** State of the connection to the desk's event stream. */
export type Link = 'connecting' | 'live' | 'lost';
/** What a stream event says has changed at the desk. */
export type Changed = Exclude<StreamEventName, 'signed-out'>;

/** How often displayed times are refreshed. */
const TICK_MS = 5_000;
/** Changes within this time are rendered together. */
const BATCH_MS = 60;
/** A page that becomes visible reloads the queue when its last load is older than this. */
const MAX_QUEUE_AGE_MS = MINUTE;
/** Longest pause between two attempts to reconnect. */
const MAX_PAUSE_MS = 30_000;
/** First such pause; each further one is twice as long. */
const MIN_PAUSE_MS = 1_000;

/**
 * Session and live queue, shared by the whole console. Every (re)connect reloads the queue; stream
 * events that arrive during the load are applied on top of the answer.
 */
export class ConsoleStore {
  readonly api: ConsoleApi;
  phase: Phase = 'starting';
  session: SessionView | undefined;
  link: Link = 'connecting';
  /** Of the lines that the agent serves, earliest due first. */
  rows: readonly QueueRow[] = [];
  /** Whether the first tickets of the queue have been loaded. */
  loaded = false;
  /** Whether all of them have. */
  complete = false;

  private readonly _keepAlive: KeepAlive;
  private readonly _queue = new QueueRows();
  private readonly _listeners = new Set<() => void>();
  private readonly _followers = new Set<(changed: Changed, data: unknown) => void>();
  private _close: (() => void) | undefined;
  private _tick: ReturnType<typeof setInterval> | undefined;
  private _again: ReturnType<typeof setTimeout> | undefined;
  private _flush: ReturnType<typeof setTimeout> | undefined;
  private _pause = MIN_PAUSE_MS;
  /** Desk's clock minus this device's clock, ms. */
  private _skew = 0;
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
    return this._services.now() + this._skew;
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
      this._connect();
    } catch (error) {
      if ((error as ApiProblem).status !== 401) this.phase = 'unreachable';
      else this._leave();
    }
    this._tell();
  }

  /** Closes the stream and stops all timers. */
  stop(): void {
    this._close?.();
    this._close = undefined;
    clearInterval(this._tick);
    clearTimeout(this._again);
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
    this._queue.put(row.number, row);
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
    this._tell();
  }

  private _connect(): void {
    this.stop();
    this.link = 'connecting';
    this._tick = setInterval(() => this._tell(), TICK_MS);
    const close = this.api.stream({
      open: () => {
        this._pause = MIN_PAUSE_MS;
        this._keepAlive.start();
        void this._refresh();
      },
      event: (name, data) => this._hear({ event: name, data } as StreamEvent),
      lost: (ended) => {
        this._keepAlive.stop();
        this.link = 'lost';
        this._tell();
        if (ended) this._reconnect();
      },
    });
    this._close = () => {
      this._keepAlive.stop();
      close();
    };
    void this._refresh();
  }

  /** Reconnects after the browser gave up. Reads the session first: it may have ended. */
  private _reconnect(): void {
    this._close?.();
    clearTimeout(this._again);
    this._again = setTimeout(() => {
      this._pause = Math.min(this._pause * 2, MAX_PAUSE_MS);
      this.api.get<SessionView>('/session').then(
        () => this._connect(),
        () => this.phase === 'signed-in' && this._reconnect(),
      );
    }, this._pause);
  }

  private async _refresh(): Promise<void> {
    const load = this._queue.beginLoad();
    this._askedAt = this._services.now();
    try {
      const rows: QueueRow[] = [];
      for (let after: string | undefined = ''; after !== undefined;) {
        const page: QueueView = await this.api.get<QueueView>(
          `/queue?after=${encodeURIComponent(after)}`,
        );
        if (!this._queue.isLatest(load)) return;
        this._skew = page.asOf - this._services.now();
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
      this.link = 'live';
      this._tellSoon();
      for (const changed of ['team', 'lines', 'deliveries'] as const) this._changed(changed, {});
    } catch {
      this._queue.abandon(load);
      if (this.phase !== 'signed-in') return;
      this.link = 'lost';
      this._tell();
      this._reconnect();
    }
  }

  /** Shows what is due first while the rest of a long queue is loading. */
  private _show(load: QueueLoad, rows: readonly QueueRow[]): void {
    this._queue.show(load, rows);
    this.loaded = true;
    this._tellSoon();
  }

  private _hear(told: StreamEvent): void {
    if (told.event === 'signed-out') return this._leave();
    if (told.event === 'queue') {
      this._changed(told.event, told.data);
      this._queue.put(told.data.number, told.data.row);
      return this._tellSoon();
    }
    this._changed(told.event, told.data);
    if (told.event === 'team' || told.event === 'lines') void this.readSession();
  }

  /**
   * Reloads the session: agent names, lines, and the agent's own presence, which a call may change.
   */
  async readSession(): Promise<void> {
    try {
      const session = await this.api.get<SessionView>('/session');
      if (this.phase === 'signed-in') this.session = session;
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
    this.rows = me?.lines
      ? rows.filter(({ line, claimedBy }) => me.lines?.includes(line) || claimedBy === me.id)
      : rows;
  }

  private _tell(): void {
    for (const listener of [...this._listeners]) listener();
  }
}
