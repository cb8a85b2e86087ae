import type { QueueRow } from '../../wire/queue.ts';
import type { SessionView } from '../../wire/session.ts';
import { STREAM_BEAT_MS } from '../../wire/stream.ts';
import type { BrowserAlerts, DesktopNotice } from '../connection/browser-alerts.ts';
import type { Services } from '../connection/services.ts';
import { sampleFigures, sampleFiguresView, sampleSession } from './samples.ts';

interface Asked {
  method: string;
  /** Path below `/console/api`, with its query. */
  path: string;
  body: unknown;
}

type Reply = (asked: Asked) => object | Response | Error | Promise<object | Response>;

const json = (body: object, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** A refusal by the desk, as problem details. */
export const refused = (
  status: number,
  code: string,
  headers: Record<string, string> = {},
): Response => json({ type: 'about:blank', title: code, status, code }, status, headers);

/** Fake desk: tests set its answers and send its stream events. */
export class FakeConsoleDesk {
  readonly asked: Asked[] = [];
  session: SessionView | null = sampleSession();
  rows: QueueRow[] = [];
  /** The browser's current path and query. */
  path = '/console/queue';
  readonly kept = new Map<string, string>();
  readonly alerts = new FakeAlerts();

  private readonly _replies = new Map<string, Reply>();
  private readonly _streams = new Set<FakeStream>();
  private _back: (() => void) | undefined;
  private _isHeld = false;
  /** Number of `queue` events. */
  private _told = 0;
  private _isBroken = false;

  /** Sets the answer to a request such as `POST /queue/next`, whatever its query. */
  on(request: string, reply: Reply): void {
    this._replies.set(request, reply);
  }

  /** Requests received with this method and path, oldest first. */
  of(request: string): Asked[] {
    return this.asked.filter(
      ({ method, path }) => `${method} ${path.split('?')[0] ?? ''}` === request,
    );
  }

  /** Sends an event to all open streams. */
  tell(event: string, data: object = {}): void {
    if (event === 'queue') this._told++;
    for (const stream of this._streams) stream.hear(event, JSON.stringify(data));
  }

  /** Adds or replaces a row of the queue and sends the event. */
  put(row: QueueRow): void {
    this._replace(row);
    this.tell('queue', { number: row.number, row });
  }

  /** Adds or replaces a row of the queue; its event is lost on the way. */
  putUnheard(row: QueueRow): void {
    this._replace(row);
    this._told++;
  }

  private _replace(row: QueueRow): void {
    this.rows = [...this.rows.filter(({ number }) => number !== row.number), row];
  }

  /** Removes a ticket from the queue and sends the event. */
  remove(number: string): void {
    this.rows = this.rows.filter((row) => row.number !== number);
    this.tell('queue', { number, row: null });
  }

  /** Breaks the stream. The browser reconnects by itself unless `ended`. */
  break(ended = false): void {
    this._isBroken = !ended;
    for (const stream of [...this._streams]) stream.fail(ended);
  }

  /** Restores the stream. */
  restore(): void {
    this._isBroken = false;
    for (const stream of this._streams) stream.open();
  }

  /** Holds beats back, as a proxy that buffers does, or lets them through again. */
  hold(isHeld: boolean): void {
    this._isHeld = isHeld;
    if (!isHeld) this.beat();
  }

  /** Sends a beat, as the desk does every 15 seconds. */
  beat(asOf = Date.now()): void {
    if (!this._isHeld) this.tell('beat', { asOf, told: this._told });
  }

  get listeners(): number {
    return this._streams.size;
  }

  /** Simulates the browser's back button, to this path. */
  back(path: string): void {
    this.path = path;
    this._back?.();
  }

  readonly services: Services = {
    fetch: async (url, init) => {
      const path = (url as string).replace(/^.*\/console\/api/, '');
      const asked: Asked = {
        method: init?.method ?? 'GET',
        path,
        body: typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
      };
      this.asked.push(asked);
      const request = `${asked.method} ${path.split('?')[0] ?? ''}`;
      const reply = this._replies.get(request) ?? this._standard[request];
      const answer = reply ? await reply(asked) : refused(404, 'not-found');
      if (answer instanceof Error) throw answer;
      return answer instanceof Response ? answer : json(answer);
    },
    EventSource: this._eventSource(),
    storage: {
      getItem: (key) => this.kept.get(key) ?? null,
      setItem: (key, value) => void this.kept.set(key, value),
    },
    history: {
      path: () => this.path,
      push: (path) => (this.path = path),
      replace: (path) => (this.path = path),
      listen: (act) => {
        this._back = act;
        return () => (this._back = undefined);
      },
    },
    alerts: this.alerts,
    // Each console has a stream of its own.
    tabs: {
      locks: undefined,
      BroadcastChannel: undefined,
      state: () => 'visible',
      watch: () => () => undefined,
    },
    now: () => Date.now(),
  };

  private readonly _standard: Readonly<Record<string, Reply>> = {
    'GET /session': () => this.session ?? refused(401, 'signed-out'),
    'POST /session': () => (this.session = sampleSession()),
    'DELETE /session': () => {
      this.session = null;
      return new Response(null, { status: 204 });
    },
    'PUT /me/presence': () => new Response(null, { status: 204 }),
    'POST /beat': () => new Response(null, { status: 204 }),
    'GET /me/figures': () => ({ asOf: Date.now(), figures: sampleFigures() }),
    'GET /figures': () => sampleFiguresView(),
    'GET /queue': () => ({ asOf: Date.now(), rows: this.rows }),
  };

  private _eventSource(): typeof EventSource {
    const streams = this._streams;
    const beat = () => this.beat();
    const isBroken = () => this._isBroken;
    return class extends FakeStream {
      constructor() {
        super(streams, beat);
        queueMicrotask(() => (isBroken() ? this.fail(false) : this.open()));
      }
    } as unknown as typeof EventSource;
  }
}

class FakeStream extends EventTarget {
  readonly CLOSED = 2;
  readyState = 0;

  private readonly _beats = setInterval(() => {
    if (this.readyState === 1) this._beat();
  }, STREAM_BEAT_MS);

  constructor(
    private readonly _all: Set<FakeStream>,
    private readonly _beat: () => void,
  ) {
    super();
    _all.add(this);
  }

  open(): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
    this._beat();
  }

  hear(event: string, data: string): void {
    this.dispatchEvent(new MessageEvent(event, { data }));
  }

  fail(ended: boolean): void {
    this.readyState = ended ? this.CLOSED : 0;
    if (ended) this.close();
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    clearInterval(this._beats);
    this.readyState = this.CLOSED;
    this._all.delete(this);
  }
}

/** Sounds and notifications of one tab. Locks are the browser's own. */
export class FakeAlerts implements BrowserAlerts {
  private static _count = 0;
  private readonly _browser = ++FakeAlerts._count;
  private _sound: ReturnType<BrowserAlerts['sound']> = 'waits';

  /** Number of notes of each sound that was played. */
  readonly played: number[] = [];
  readonly shown: DesktopNotice[] = [];
  allowed: ReturnType<BrowserAlerts['permission']> = 'default';
  /** What the agent answers when the browser asks. */
  answer: ReturnType<BrowserAlerts['permission']> = 'granted';
  watched = false;

  sound = () => this._sound;
  wakeSound = () => {
    this._sound = 'ready';
    return Promise.resolve();
  };
  play = (notes: readonly number[]) => void this.played.push(notes.length);
  permission = () => this.allowed;
  askPermission = () => Promise.resolve((this.allowed = this.answer));
  notify = (notice: DesktopNotice) => {
    this.shown.push(notice);
    return true;
  };
  isWatched = () => this.watched;

  /**
   * Names of its own, so that tests do not wait for each other. None in a page without HTTPS, where
   * the browser has none.
   */
  locks: BrowserAlerts['locks'] = (navigator as Partial<Navigator>).locks && {
    request: ((name: string, options: LockOptions, callback: LockGrantedCallback<void>) =>
      navigator.locks.request(
        `${name}-${this._browser}`,
        options,
        callback,
      )) as LockManager['request'],
  };

  /** Another tab of the same browser. */
  sibling(): FakeAlerts {
    const other = new FakeAlerts();
    other.locks = this.locks;
    return other;
  }
}
