import type { IncomingMessage } from 'node:http';
import type { Contact, Status } from '../../../../src/contract/contact.ts';
import { SECOND } from '../../../../src/core/time.ts';
import type { CurrentConfig } from '../../config/live-config.ts';
import type { Deps } from '../../deps.ts';
import { strongTag } from '../../http/etag.ts';
import type { AddressLimit } from '../../http/rate-limit.ts';
import type { RequestLog } from '../../http/request-log.ts';
import { DEFAULT_HEADERS } from '../../http/secure-headers.ts';
import type { Shortcut } from '../../http/server.ts';
import { sharedCacheControl } from '../../http/shared-cache.ts';
import type { Lines } from '../../lines/line-facts.ts';
import { EXPOSED_HEADERS, mayRead } from './cors.ts';

export const CONTACT_ROUTE = '/v1/contact';

/** An answer that is the same for all guests of a kind. */
export interface GuestAnswer {
  status: Status;
  text: string;
  tag: string;
  cacheControl: string;
}

/** What an answer follows from, as long as each of them is the same. */
type Basis = readonly [config: CurrentConfig, second: number, changes: number];

/** The answers to guests, made once as long as they last. */
export interface GuestAnswers {
  of(contact: Contact, status: Status, now: number): GuestAnswer;
  /** What an answer that is made now follows from. */
  basis(): Basis;
  /** Remembers what guests without a token are answered. */
  keep(answer: GuestAnswer, basis: Basis): void;
  /** What is remembered, if it is what would be answered now. */
  kept(): GuestAnswer | undefined;
}

export function createGuestAnswers(
  { config, clock }: Pick<Deps, 'config' | 'clock'>,
  lines: Pick<Lines, 'changes'>,
): GuestAnswers {
  const answers = new WeakMap<Contact, GuestAnswer>();
  let last: { answer: GuestAnswer; basis: Basis } | undefined;

  const basis = (): Basis => [config.current(), Math.floor(clock() / SECOND), lines.changes()];
  return {
    of(contact, status, now) {
      let answer = answers.get(contact);
      if (answer?.status !== status) {
        const text = JSON.stringify({ ...contact, status });
        const cacheControl = sharedCacheControl(status, now, config.changesAt?.());
        answer = { status, text, tag: strongTag(text), cacheControl };
        answers.set(contact, answer);
      }
      return answer;
    },
    basis,
    keep: (answer, from) => (last = { answer, basis: from }),
    kept() {
      const now = basis();
      return last?.basis.every((part, index) => part === now[index]) ? last.answer : undefined;
    },
  };
}

/** A request with one of these headers goes the long way: they may change the answer, or refuse it. */
const JUDGED = ['authorization', 'if-none-match', 'transfer-encoding', 'content-length', 'expect'];

const isPlain = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  (url === CONTACT_ROUTE || url.startsWith(`${CONTACT_ROUTE}?`)) &&
  /^[\w.-]+(:\d+)?$/.test(headers.host ?? '') &&
  JUDGED.every((name) => headers[name] === undefined);

/**
 * Answers guests with what the route answered another one within the same second: the same headers
 * and bytes, counted, limited and logged in the same way, but without routing and middleware, which
 * take twice as long as the rest. Everything else goes the long way.
 */
export function createGuestShortcut(
  { config }: Pick<Deps, 'config'>,
  answers: Pick<GuestAnswers, 'kept'>,
  limit: AddressLimit,
  log: RequestLog,
): Shortcut {
  let made: { of: GuestAnswer; body: Buffer; headers: readonly string[] } | undefined;

  function bytes(answer: GuestAnswer) {
    if (made?.of === answer) return made;
    const body = Buffer.from(answer.text);
    const headers = Object.entries({
      ...DEFAULT_HEADERS,
      'Access-Control-Expose-Headers': EXPOSED_HEADERS,
      Vary: 'Origin, Authorization',
      'Cache-Control': answer.cacheControl,
      ETag: answer.tag,
      'Content-Type': 'application/json',
      'Content-Length': String(body.length),
    }).flat();
    return (made = { of: answer, body, headers });
  }

  return (request, response, otherwise) => {
    if (!isPlain(request)) return otherwise();
    const answer = answers.kept();
    if (!answer) return otherwise();
    const begun = log.begin('GET');
    const { desk } = config.current();
    const { origin } = request.headers;
    const forwardedFor = request.headers['x-forwarded-for'] as string | undefined;
    void limit.take(request.socket.remoteAddress, forwardedFor).then((wait) => {
      // Refused by the route, which counts it once more.
      if (wait !== undefined) return otherwise();
      const { body, headers } = bytes(answer);
      const own = ['X-Request-Id', begun.id];
      if (origin !== undefined && mayRead(desk, origin))
        own.push('Access-Control-Allow-Origin', origin);
      response.writeHead(200, [...headers, ...own]);
      response.end(body);
      log.end(begun, CONTACT_ROUTE, 200);
    }, otherwise);
  };
}
