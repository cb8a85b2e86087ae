import type { QueueRow } from '../../wire/queue.ts';
import type { SessionView } from '../../wire/session.ts';
import type { Services } from '../connection/services.ts';
import { sampleSession } from './samples.ts';

interface Asked {
  method: string;
  /** Below `/console/api`, with its search. */
  path: string;
  body: unknown;
}

type Reply = (asked: Asked) => object | Response | Error | Promise<object | Response>;

const json = (body: object, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** A problem of the desk's. */
export const refused = (
  status: number,
  code: string,
  headers: Record<string, string> = {},
): Response => json({ type: 'about:blank', title: code, status, code }, status, headers);

/** A desk in the hands of a test: it answers what the test says, and its stream tells what the test tells. */
export class FakeConsoleDesk {
  readonly asked: Asked[] = [];
  session: SessionView | null = sampleSession();
  rows: QueueRow[] = [];
  /** Where the address bar is. */
  path = '/console/queue';
  readonly kept = new Map<string, string>();

  private readonly _replies = new Map<string, Reply>();
  private readonly _streams = new Set<FakeStream>();
  private _back: (() => void) | undefined;

  /** What is answered to a request, as `POST /queue/next`; the search does not count. */
  on(request: string, reply: Reply): void {
    this._replies.set(request, reply);
  }

  /** What was asked in this way, oldest first. */
  of(request: string): Asked[] {
    return this.asked.filter(
      ({ method, path }) => `${method} ${path.split('?')[0] ?? ''}` === request,
    );
  }

  /** The stream tells everybody who listens. */
  tell(event: string, data: object = {}): void {
    for (const stream of this._streams) stream.hear(event, JSON.stringify(data));
  }

  /** A row of the queue is new or has changed. */
  put(row: QueueRow): void {
    this.rows = [...this.rows.filter(({ number }) => number !== row.number), row];
    this.tell('queue', { number: row.number, row });
  }

  /** A ticket leaves the queue. */
  remove(number: string): void {
    this.rows = this.rows.filter((row) => row.number !== number);
    this.tell('queue', { number, row: null });
  }

  /** The stream breaks; the browser tries again by itself unless `ended`. */
  break(ended = false): void {
    for (const stream of [...this._streams]) stream.fail(ended);
  }

  /** The stream is there again. */
  restore(): void {
    for (const stream of this._streams) stream.open();
  }

  get listeners(): number {
    return this._streams.size;
  }

  /** The user goes back to a page. */
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
    'GET /queue': () => ({ asOf: Date.now(), rows: this.rows }),
  };

  private _eventSource(): typeof EventSource {
    const streams = this._streams;
    return class extends FakeStream {
      constructor() {
        super(streams);
      }
    } as unknown as typeof EventSource;
  }
}

class FakeStream extends EventTarget {
  readonly CLOSED = 2;
  readyState = 0;

  constructor(private readonly _all: Set<FakeStream>) {
    super();
    _all.add(this);
    queueMicrotask(() => this.open());
  }

  open(): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  hear(event: string, data: string): void {
    this.dispatchEvent(new MessageEvent(event, { data }));
  }

  fail(ended: boolean): void {
    this.readyState = ended ? this.CLOSED : 0;
    if (ended) this._all.delete(this);
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = this.CLOSED;
    this._all.delete(this);
  }
}
