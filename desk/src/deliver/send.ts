import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { guardedLookup, isRefused, literalAddress, type LookupAll } from './guard.ts';

export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Whether plain HTTP and private addresses are allowed. */
  allowPrivateAddresses: boolean;
}

export interface Answer {
  status: number;
  /** The `Retry-After` header. */
  retryAfter: string | undefined;
  /** At most {@link MAX_ANSWER_BYTES}; to decide the result, never to store. */
  body: string;
}

/**
 * Sends a POST request. Does not follow redirects.
 * @throws {SendError} when there is no answer
 */
export type Fetcher = (outgoing: Outgoing) => Promise<Answer>;

export const MAX_ANSWER_BYTES = 64 * 1024;

/** From the DNS lookup to the last byte of the answer, ms. */
const TOTAL_MS = 10_000;

/**
 * Why there is no answer. The message is one of a fixed set and repeats nothing that was sent or
 * received.
 */
export class SendError extends Error {}

const WORDS: Readonly<Record<string, string>> = {
  REFUSED_ADDRESS: 'address is private or reserved',
  ENOTFOUND: 'name not found',
  EAI_AGAIN: 'name not found',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'host unreachable',
  ETIMEDOUT: 'timed out',
  CERT_HAS_EXPIRED: 'certificate expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate of another name',
};

function inWords(error: Error): SendError {
  if (error instanceof SendError) return error;
  // With several addresses the error holds one error for each.
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const code =
    first instanceof Error && 'code' in first && typeof first.code === 'string' ? first.code : '';
  return new SendError(WORDS[code] ?? 'connection failed');
}

/** Reads the first {@link MAX_ANSWER_BYTES} of an answer. */
function readSome(message: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (): void =>
    done(Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8'));
  message.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < MAX_ANSWER_BYTES) return;
    finish();
    message.destroy();
  });
  message.on('end', finish);
}

export interface SendOptions {
  lookup?: LookupAll;
  totalMs?: number;
}

/** @param options For tests: another resolver, another time limit */
export function createFetcher({ lookup, totalMs = TOTAL_MS }: SendOptions = {}): Fetcher {
  const guarded = guardedLookup(lookup);
  const unguarded = guardedLookup(lookup, () => false);

  return async ({ url: text, headers, body, allowPrivateAddresses }) => {
    const url = new URL(text);
    const literal = literalAddress(url);
    if (!allowPrivateAddresses) {
      if (url.protocol !== 'https:') throw new SendError('address is not https');
      if (literal !== undefined && isRefused(literal)) throw new SendError(WORDS.REFUSED_ADDRESS);
    }
    return new Promise<Answer>((resolve, reject) => {
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
        method: 'POST',
        // A new connection each time: a reused one would have been checked for another address.
        agent: false,
        headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
        lookup: allowPrivateAddresses ? unguarded : guarded,
      });
      const fail = (error: Error): void => {
        clearTimeout(timeout);
        reject(inWords(error));
        request.destroy();
      };
      const timeout = setTimeout(() => fail(new SendError('timed out')), totalMs);
      request.on('error', fail);
      request.on('response', (message) => {
        message.on('error', fail);
        readSome(message, (answer) => {
          clearTimeout(timeout);
          const retryAfter = message.headers['retry-after'];
          resolve({ status: message.statusCode ?? 0, retryAfter, body: answer });
        });
      });
      request.end(body);
    });
  };
}
