import { parseRetryAfter } from '../../../src/core/retry-after.ts';
import { STREAM_EVENTS, type StreamEventName } from '../../wire/stream.ts';

/** A refused or failed request: the problem of the desk, or `unreachable` without an answer. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  /**
   * @param code from the problem details; `unreachable` without an answer
   * @param status HTTP status; 0 without an answer
   * @param retryAfter when to try again, in seconds from now: at most a day
   * @param detail the desk's description of the first error
   * @param pointer JSON pointer to the part of the body that the first error is about
   * @param reason code of the first error
   */
  constructor(
    readonly code: string,
    readonly status: number,
    readonly retryAfter?: number,
    readonly detail?: string,
    readonly pointer?: string,
    readonly reason?: string,
  ) {
    super(code);
  }
}

export interface StreamHandlers {
  open(): void;
  event(name: StreamEventName, data: unknown): void;
  /** The connection is down. The browser reconnects by itself unless `ended`. */
  lost(ended: boolean): void;
}

export interface ApiOptions {
  fetch: typeof fetch;
  EventSource: typeof EventSource;
  /** Called when any request is answered `signed-out`. */
  signedOut(): void;
  base?: string;
}

/** When a request without an answer is given up. */
const TIMEOUT_MS = 20_000;

/** Client of the desk's console API. Requests reject only with an {@link ApiProblem}. */
export class ConsoleApi {
  private readonly _base: string;

  constructor(private readonly _options: ApiOptions) {
    this._base = _options.base ?? '/console/api';
  }

  get<Answer>(path: string): Promise<Answer> {
    return this._ask<Answer>('GET', path);
  }

  /** A file that the desk keeps, such as a screenshot. */
  file(path: string): Promise<Blob> {
    return this._request('GET', path, undefined, (answer) => answer.blob());
  }

  post<Answer>(path: string, body?: object): Promise<Answer> {
    return this._ask<Answer>('POST', path, body);
  }

  put<Answer>(path: string, body?: object): Promise<Answer> {
    return this._ask<Answer>('PUT', path, body);
  }

  patch<Answer>(path: string, body?: object): Promise<Answer> {
    return this._ask<Answer>('PATCH', path, body);
  }

  delete<Answer>(path: string, body?: object): Promise<Answer> {
    return this._ask<Answer>('DELETE', path, body);
  }

  /** URL for a download by the browser, such as `/wall.csv`. */
  url(path: string): string {
    return this._base + path;
  }

  /** Opens the desk's event stream. Returns a function that closes it. */
  stream(handlers: StreamHandlers): () => void {
    const source = new this._options.EventSource(this.url('/stream'));
    source.addEventListener('open', () => handlers.open());
    source.addEventListener('error', () => handlers.lost(source.readyState === source.CLOSED));
    for (const name of STREAM_EVENTS)
      source.addEventListener(name, (event) =>
        handlers.event(name, parse((event as MessageEvent<string>).data)),
      );
    return () => source.close();
  }

  private _ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return this._request(
      method,
      path,
      body,
      async (answer) => parse(await answer.text()) as Answer,
    );
  }

  private async _request<Answer>(
    method: string,
    path: string,
    body: object | undefined,
    read: (answer: Response) => Promise<Answer>,
  ): Promise<Answer> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
    try {
      const answer = await this._options.fetch(this.url(path), {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: abort.signal,
        ...(body && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
      if (answer.ok) return await read(answer);
      const told = parse(await answer.text());
      const { code = 'internal', errors } = (told ?? {}) as {
        code?: string;
        errors?: { detail?: string; pointer?: string; code?: string }[];
      };
      const pause = parseRetryAfter(answer.headers.get('retry-after'), Date.now());
      throw new ApiProblem(
        code,
        answer.status,
        pause && Math.ceil(pause / 1000),
        errors?.[0]?.detail,
        errors?.[0]?.pointer,
        errors?.[0]?.code,
      );
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : new ApiProblem('unreachable', 0);
      if (problem.code === 'signed-out') this._options.signedOut();
      throw problem;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Parsed JSON; undefined for anything else, such as an empty answer or a proxy's HTML page. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
