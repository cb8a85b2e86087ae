/** A request to the desk. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
  /** Aborted when the client no longer wants the answer. */
  readonly signal: AbortSignal | undefined;
  readonly cache: RequestCache | undefined;
}

type Reply = Response | Error | Promise<Response>;

/** A desk in the page: `answer` makes its answers, `asked` holds the requests. */
export class FakeDesk {
  readonly asked: Asked[] = [];
  answer: (asked: Asked) => Reply = () => new TypeError('no answer was prepared');

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const address = input instanceof Request ? input.url : input;
    const asked = {
      method: init.method ?? 'GET',
      path: new URL(address).pathname,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
      signal: init.signal ?? undefined,
      cache: init.cache,
    };
    this.asked.push(asked);
    const reply = this.answer(asked);
    if (reply instanceof Error) throw reply;
    return reply;
  };

  /** The requests with this method. */
  by(method: string): Asked[] {
    return this.asked.filter((asked) => asked.method === method);
  }

  /** Gives these answers one after the other, and repeats the last. */
  answerWith(...replies: (() => Reply)[]): void {
    let next = 0;
    this.answer = () =>
      replies[Math.min(next++, replies.length - 1)]?.() ?? new TypeError('no answer was prepared');
  }
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** An answer with problem details. */
export const problem = (
  status: number,
  code: string,
  errors?: { pointer: string; code: string }[],
  headers: Record<string, string> = {},
): Response =>
  json(
    { type: 'about:blank', title: code, status, code, ...(errors && { errors }) },
    status,
    headers,
  );

/** The error of `fetch` without a network. */
export const offline = (): TypeError => new TypeError('Failed to fetch');

/** An answer that comes when the test calls `come`. */
export function later(): { promise: Promise<Response>; come(response: Response): void } {
  let come: (response: Response) => void = () => undefined;
  const promise = new Promise<Response>((resolve) => (come = resolve));
  return { promise, come };
}

/** Server-sent events that the test sends. */
export class EventStream {
  private _controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly response = new Response(
    new ReadableStream<Uint8Array>({ start: (controller) => void (this._controller = controller) }),
    { headers: { 'content-type': 'text/event-stream' } },
  );

  push(bytes: Uint8Array): void {
    this._controller?.enqueue(bytes);
  }

  send(status: object): void {
    this.push(new TextEncoder().encode(`event: status\ndata: ${JSON.stringify(status)}\n\n`));
  }

  /** Fails like a stream whose connection broke. */
  break(): void {
    this._controller?.error(new TypeError('network error'));
  }

  end(): void {
    this._controller?.close();
  }
}
