import { CallbackRequestSchema } from '../../../../src/contract/callback.ts';
import type { CreatedTicket } from '../../../../src/contract/ticket.ts';
import { checkAffordable } from '../../../../src/core/phone-abroad.ts';
import { PROOF_HEADER } from '../../../../src/core/proof-of-work.ts';
import { HOUR } from '../../../../src/core/time.ts';
import { Hono } from 'hono';
import type { GuestFlood } from '../../domain/flood.ts';
import { newTicketSteps, withoutSecrets } from '../../domain/masking.ts';
import { mintTicket } from '../../domain/new-ticket.ts';
import type { StoredTicket } from '../../domain/ticket.ts';
import { requestedSlot, slotToTake } from '../../domain/slots.ts';
import { isProved } from '../../auth/proof-of-work.ts';
import {
  fingerprint,
  hashIdempotencyKey,
  hashKey,
  keyMatches,
  throttleKey,
  ticketKey,
} from '../../auth/secrets.ts';
import { ticketView } from './ticket-view.ts';
import { jsonBody } from '../../http/json-body.ts';
import {
  idempotencyKeyParameter,
  requireIdempotencyKey,
  type KeyedEnv,
} from './idempotency-key.ts';
import type { MemberContact } from './member-contact.ts';
import { refuseAttachments, refuseBrief } from './brief-errors.ts';
import type { Deps } from '../../deps.ts';
import { json, problems, requestBody, type Paths } from '../../http/openapi-parts.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';

/** Guests of one address who prove work may ask for so many times as many callbacks. */
const PROVED_TIMES = 10;
/** 128 bits in base64url. A shorter key might be guessed, and opens no ticket. */
const MIN_SECRET_LENGTH = 22;

/**
 * `POST /v1/callbacks`: promises to call back. The ticket is on the disk before the answer is sent.
 * `GET /v1/callbacks`: the ticket of a request whose answer was lost.
 */
export function callbackRoutes(deps: Deps, member: MemberContact, flood: GuestFlood) {
  const { config, store, secret, random, clock } = deps;
  const routes = new Hono<KeyedEnv>();
  routes.get('/callbacks', requireIdempotencyKey, async (c) => {
    const idempotencyKey = c.get('idempotencyKey');
    if (idempotencyKey.length < MIN_SECRET_LENGTH) return problem(c, 'idempotency-key-missing');
    const now = clock();
    const ticket = await store.tickets.findByKey(hashIdempotencyKey(secret, idempotencyKey), now);
    const key = ticket && ticketKey(secret, ticket.number, idempotencyKey);
    // The key of an erased ticket opens nothing.
    if (!key || !keyMatches(key, ticket.keyHash)) return problem(c, 'not-found');
    c.header('Idempotency-Replayed', 'true');
    const created: CreatedTicket = { ...ticketView(ticket, config.current().shop, now), key };
    return c.json(created);
  });
  routes.post(
    '/callbacks',
    requireIdempotencyKey,
    jsonBody(CallbackRequestSchema),
    member,
    async (c) => {
      const request = c.req.valid('json');
      const idempotencyKey = c.get('idempotencyKey');
      const { shop, desk } = c.get('config');
      const [now, contact] = [c.get('now'), c.get('contact')];
      const keyOf = (number: string): string => ticketKey(secret, number, idempotencyKey);
      const stored = (ticket: StoredTicket, isReplay: boolean): Response => {
        const created: CreatedTicket = {
          ...ticketView(ticket, shop, now),
          key: keyOf(ticket.number),
        };
        c.header('Location', `/v1/tickets/${ticket.number}`);
        if (isReplay) c.header('Idempotency-Replayed', 'true');
        return c.json(created, isReplay ? 200 : 201);
      };
      const idempotency = {
        keyHash: hashIdempotencyKey(secret, idempotencyKey),
        fingerprint: fingerprint(secret, request),
      };
      /**
       * A ticket that was stored is answered, even if its topic, slot or country is gone from the
       * config since. `create` looks for it by itself.
       */
      const refuse = async (refusal: Response): Promise<Response> => {
        const replay = await store.tickets.replay(idempotency, now);
        if (!replay) return refusal;
        return replay.kind === 'replayed'
          ? stored(replay.ticket, true)
          : problem(c, 'idempotency-key-reused');
      };

      if (!contact.callback) return refuse(problem(c, 'callbacks-unavailable'));
      const { consentVersion = contact.callback.consentVersion } = request;
      if (consentVersion !== contact.callback.consentVersion)
        return refuse(problem(c, 'consent-changed'));
      const refused = refuseBrief(c, request, contact);
      if (refused) return refuse(refused);
      const phone = request.phone ?? c.get('identity').phone ?? '';
      const callable = checkAffordable(phone, contact.callback.countries);
      if (!callable.callable)
        return refuse(
          problem(c, 'phone-not-callable', {
            errors: [{ pointer: '/phone', code: callable.reason }],
          }),
        );

      const { limits } = desk;
      const { sub } = c.get('identity');
      const proved = isProved(secret, idempotencyKey, c.req.header(PROOF_HEADER), now);
      const mayProve = sub === undefined && !proved;
      if (mayProve && flood.isOn(limits.guestsPerHour, now))
        return refuse(problem(c, 'proof-required', { headers: retryAfter(flood.endsIn(now)) }));

      const line = contact.line.id;
      const { body, isMasked } = withoutSecrets(request, shop);
      const slot = requestedSlot(request.when, shop, line, now);
      const outcome = await requestStore(c, deps).tickets.create({
        mint: () =>
          mintTicket(
            {
              request: body,
              phone: callable.e164,
              extension: callable.number.extension,
              contact,
              slot,
              sub,
              now,
              keyHashOf: (number) => hashKey(keyOf(number)),
            },
            shop,
            random,
          ),
        phone: callable.e164,
        now,
        moreSteps: newTicketSteps(isMasked, now),
        idempotency,
        attachments: request.attachments ?? [],
        perNumberPerDay: limits.perNumberPerDay,
        limit: proved
          ? {
              key: throttleKey(secret, 'proved', requestAddress(c, desk)),
              points: limits.perAddressPerHour * PROVED_TIMES,
              ms: HOUR,
            }
          : {
              // Many members share an address, such as that of a mobile network.
              key: throttleKey(secret, 'callbacks', sub ?? requestAddress(c, desk)),
              points: limits.perAddressPerHour,
              ms: HOUR,
            },
        ...(slot && slot !== 'unknown-slot' && { take: slotToTake(shop, line, slot) }),
      });
      if (outcome.kind === 'unknown-slot')
        return problem(c, 'unknown-slot', { errors: [{ pointer: '/when/from', code: 'unknown' }] });
      if (outcome.kind === 'unknown-attachment') return refuseAttachments(c, outcome.at);
      if (outcome.kind === 'slot-full') return problem(c, 'slot-full');
      if (outcome.kind === 'key-reused') return problem(c, 'idempotency-key-reused');
      if (outcome.kind === 'too-many')
        return problem(c, 'too-many-for-number', { headers: retryAfter(outcome.retryAfterMs) });
      if (outcome.kind === 'too-many-requests')
        return problem(c, mayProve ? 'proof-required' : outcome.kind, {
          headers: retryAfter(outcome.retryAfterMs),
        });
      if (outcome.kind === 'created' && sub === undefined) flood.add(now);
      return stored(outcome.ticket, outcome.kind === 'replayed');
    },
  );
  return routes;
}

export const callbackPaths: Paths = {
  '/v1/callbacks': {
    get: {
      operationId: 'findCallback',
      summary: 'The ticket of a request whose answer was lost',
      description:
        'Tells whether a request with this key was stored, without sending it again. Whoever has the key gets the ticket for 24 hours, so keys must be random.',
      security: [],
      parameters: [
        {
          ...idempotencyKeyParameter,
          schema: { ...idempotencyKeyParameter.schema, minLength: MIN_SECRET_LENGTH },
        },
      ],
      responses: {
        200: json('CreatedTicket', 'The ticket as it is now, with the key to follow it'),
        ...problems(
          'idempotency-key-missing',
          'not-found',
          'too-many-requests',
          'internal',
          'unavailable',
        ),
      },
    },
    post: {
      operationId: 'createCallback',
      summary: 'Ask to be called back',
      description:
        'A valid member token gives the ticket the promise of its tier. Without `phone` the number in the token is called. The same Idempotency-Key with the same body gives the same ticket for 24 hours. A slot that is full or not offered is refused. So is consent to an earlier version of the text, named by `consentVersion`.',
      security: [{}, { memberToken: [] }],
      parameters: [
        idempotencyKeyParameter,
        {
          name: PROOF_HEADER,
          in: 'header',
          required: false,
          description: 'For guests, after `proof-required`: see `GET /v1/challenge`.',
          schema: { type: 'string' },
        },
      ],
      requestBody: requestBody('CallbackRequest'),
      responses: {
        200: json(
          'CreatedTicket',
          'The ticket that this key already made, as it is now; carries `Idempotency-Replayed: true`',
        ),
        201: json('CreatedTicket', 'The new ticket, with the key to follow it'),
        ...problems(
          'invalid-body',
          'idempotency-key-missing',
          'callbacks-unavailable',
          'consent-changed',
          'body-too-large',
          'unsupported-media-type',
          'phone-not-callable',
          'unknown-topic',
          'unknown-slot',
          'unknown-attachment',
          'slot-full',
          'idempotency-key-reused',
          'too-many-for-number',
          'too-many-requests',
          'proof-required',
          'internal',
          'unavailable',
        ),
      },
    },
  },
};
