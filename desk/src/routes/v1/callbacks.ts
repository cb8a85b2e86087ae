import { CallbackRequestSchema } from '../../../../src/contract/callback.ts';
import type { CreatedTicket } from '../../../../src/contract/ticket.ts';
import { checkCallable } from '../../../../src/core/phone.ts';
import { resolve } from '../../../../src/core/resolve.ts';
import type { Identify } from '../../auth/member-token.ts';
import { mintTicket } from '../../domain/new-ticket.ts';
import { placeIn, slotAt } from '../../domain/slots.ts';
import { fingerprint, hashIdempotencyKey, ticketKey } from '../../auth/secrets.ts';
import { ticketView } from './ticket-view.ts';
import type { CreateOutcome } from '../../store/store.ts';
import { readBody } from '../../http/body.ts';
import { refuseBrief } from './brief-errors.ts';
import type { App, Deps } from '../../deps.ts';
import { json, problems, requestBody, type Paths } from '../../http/openapi-parts.ts';
import { perAddress } from '../../http/rate-limit.ts';
import { problem, retryAfter } from '../../http/problem.ts';

/** The window that is asked for is none. */
class UnknownSlot extends Error {}

/** `POST /v1/callbacks`: a promise to call back, on the disk before it is answered. */
export function callbackRoutes(app: App, deps: Deps, identify: Identify): void {
  const { config, store, secret, clock, random } = deps;

  app.post(
    '/v1/callbacks',
    perAddress(config, ({ perAddressPerHour }) => perAddressPerHour, 3600),
    async (c) => {
      const idempotencyKey = c.req.header('idempotency-key') ?? '';
      if (!/^[\x21-\x7e]{1,200}$/.test(idempotencyKey))
        return problem(c, 'idempotency-key-missing');
      const read = await readBody(c, CallbackRequestSchema);
      if (!read.ok) return read.answer;
      const request = read.body;

      const { shop, desk } = config.current();
      const now = clock();
      const { member, sub } = await identify(c.req.header('authorization'), now);
      const contact = resolve(shop, member, now);
      if (!contact.callback) return problem(c, 'callbacks-unavailable');
      const refused = refuseBrief(c, request, contact);
      if (refused) return refused;
      const callable = checkCallable(request.phone);
      if (!callable.callable)
        return problem(c, 'phone-not-callable', {
          errors: [{ pointer: '/phone', code: callable.reason }],
        });

      const window =
        request.when.kind === 'window'
          ? slotAt(shop, contact.line.id, Date.parse(request.when.from), now)
          : undefined;
      const create = (): Promise<CreateOutcome> =>
        store.tickets.create({
          mint: () => {
            // Only here: a request that is repeated is answered although its window can be booked no more.
            if (request.when.kind === 'window' && !window) throw new UnknownSlot();
            return mintTicket(
              { request, phone: callable.e164, contact, sub, now, idempotencyKey },
              shop,
              secret,
              random,
            );
          },
          phone: callable.e164,
          now,
          idempotency: {
            keyHash: hashIdempotencyKey(secret, idempotencyKey),
            fingerprint: fingerprint(secret, request),
          },
          perNumberPerDay: desk.limits.perNumberPerDay,
          ...(window && { take: placeIn(shop, contact.line.id, window) }),
        });
      const outcome = await create().catch((error: unknown): { kind: 'unknown-slot' } => {
        if (error instanceof UnknownSlot) return { kind: 'unknown-slot' };
        throw error;
      });
      if (outcome.kind === 'unknown-slot')
        return problem(c, 'unknown-slot', { errors: [{ pointer: '/when/from', code: 'unknown' }] });
      if (outcome.kind === 'slot-full') return problem(c, 'slot-full');
      if (outcome.kind === 'key-reused') return problem(c, 'idempotency-key-reused');
      if (outcome.kind === 'too-many')
        return problem(c, 'too-many-for-number', { headers: retryAfter(outcome.retryAfterMs) });

      const { ticket } = outcome;
      const created: CreatedTicket = {
        ...ticketView(ticket, shop, now),
        key: ticketKey(secret, ticket.number, idempotencyKey),
      };
      c.header('Location', `/v1/tickets/${ticket.number}`);
      if (outcome.kind === 'created') return c.json(created, 201);
      c.header('Idempotency-Replayed', 'true');
      return c.json(created, 200);
    },
  );
}

export const callbackPaths: Paths = {
  '/v1/callbacks': {
    post: {
      operationId: 'createCallback',
      summary: 'Ask to be called back',
      description:
        'A valid member token gives the ticket the promise of its tier. The same Idempotency-Key with the same body gives the same ticket for 24 hours. A window is booked whole or not at all.',
      security: [{}, { memberToken: [] }],
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
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
          'body-too-large',
          'unsupported-media-type',
          'phone-not-callable',
          'unknown-topic',
          'unknown-slot',
          'slot-full',
          'idempotency-key-reused',
          'too-many-for-number',
          'too-many-requests',
          'internal',
          'unavailable',
        ),
      },
    },
  },
};
