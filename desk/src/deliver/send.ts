import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { guardedLookup, isRefused, literalAddress, type LookupAll } from './guard.ts';

export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Plain HTTP and addresses of the desk's own network will do. */
  allowPrivateAddresses: boolean;
}

export interface Answer {
  status: number;
  /** The header as it came. */
  retryAfter: string | undefined;
  /** At most {@link MOST_ANSWER_BYTES}; for judging, never for keeping. */
  body: string;
}

/**
 * Sends by POST and follows no redirect.
 * @throws {SendError} where there is no answer
 */
export type Fetcher = (outgoing: Outgoing) => Promise<Answer>;

export const MOST_ANSWER_BYTES = 64 * 1024;

/** From looking up the name to the last byte of the answer, ms. */
const TOTAL_MS = 10_000;

/** Why there is no answer. Its message is one of few and repeats nothing of what was sent or came back. */
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
  // A name with several addresses fails with the errors of all of them.
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const code =
    first instanceof Error && 'code' in first && typeof first.code === 'string' ? first.code : '';
  return new SendError(WORDS[code] ?? 'connection failed');
}

/** What of an answer is read; the rest is left on the wire. */
function readSome(message: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (): void =>
    done(Buffer.concat(chunks).subarray(0, MOST_ANSWER_BYTES).toString('utf8'));
  message.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < MOST_ANSWER_BYTES) return;
    finish();
    message.destroy();
  });
  message.on('end', finish);
}

export interface SendOptions {
  lookup?: LookupAll;
  totalMs?: number;
}

/** @param options For tests: another resolver, another limit */
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
        // A connection of its own: one that is kept would have been checked for another address.
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
