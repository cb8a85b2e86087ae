import type { Deps } from '../deps.ts';
import type { RandomBytes } from '../domain/random.ts';
import type { Metrics } from '../metrics.ts';

/** Logged for debugging only: every open console asks for it several times a minute. */
const BEAT_ROUTE = '/console/api/beat';

const ID_BYTES = 9;
/** Drawn for so many requests at a time: each call to the system costs as much as for one. */
const IDS_AT_ONCE = 256;

function createRequestIds(random: RandomBytes): () => string {
  let bytes = Buffer.alloc(0);
  return () => {
    if (bytes.length === 0) bytes = Buffer.from(random(ID_BYTES * IDS_AT_ONCE));
    const id = bytes.toString('base64url', 0, ID_BYTES);
    bytes = bytes.subarray(ID_BYTES);
    return id;
  };
}

/** A request that has begun. */
export interface BegunRequest {
  id: string;
  method: string;
  /** On the clock of `performance.now()`. */
  arrivedAt: number;
  /** Epoch ms. */
  start: number;
}

export interface RequestLog {
  begin(method: string): BegunRequest;
  /** @param route Path pattern as in the code, never the requested URL, which may hold data of a member */
  end(request: BegunRequest, route: string, status: number): void;
}

/** Logs and counts each request. */
export function createRequestLog(
  { log, random, clock }: Pick<Deps, 'log' | 'random' | 'clock'>,
  metrics: Pick<Metrics, 'request'>,
): RequestLog {
  // Its lines hold nothing private, and searching them for it would take longer than writing them.
  const requests = log.child({}, { redact: [] });
  const nextId = createRequestIds(random);
  return {
    begin: (method) => ({ id: nextId(), method, start: clock(), arrivedAt: performance.now() }),
    end({ id: requestId, method, start, arrivedAt }, route, status) {
      metrics.request(route, status, (performance.now() - arrivedAt) / 1000);
      requests[route === BEAT_ROUTE && status < 300 ? 'debug' : 'info'](
        { requestId, method, route, status, ms: clock() - start },
        'request',
      );
    },
  };
}
