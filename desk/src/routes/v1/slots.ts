import type { Slots } from '../../../../src/contract/slots.ts';
import { Hono } from 'hono';
import { iso } from '../../../../src/core/time.ts';
import { slotsOf } from '../../domain/slots.ts';
import type { Deps } from '../../deps.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';
import type { MemberContact, MemberEnv } from './member-contact.ts';
import { problem } from '../../http/problem.ts';

/** `GET /v1/slots`: the slots of the member's own line, and how many places are left in each. */
export function slotRoutes({ store }: Pick<Deps, 'store'>, member: MemberContact) {
  const routes = new Hono<MemberEnv>();
  routes.get('/slots', member, async (c) => {
    c.header('Vary', 'Authorization', { append: true });
    const now = c.get('now');
    const { shop } = c.get('config');
    const { callback, line } = c.get('contact');
    const rules = shop.callbacks?.slots;
    if (!callback || !rules) return problem(c, 'callbacks-unavailable');

    const offered = slotsOf(shop, line.id, now);
    const [first, last] = [offered[0], offered.at(-1)];
    const taken =
      first && last
        ? await store.tickets.taken(line.id, first.from, last.to)
        : new Map<number, number>();
    const slots: Slots = {
      asOf: iso(now),
      timeZone: line.timeZone,
      // More places may be taken than there are, when the shop has lowered the capacity since.
      slots: offered.map(({ from, to }) => ({
        from: iso(from),
        to: iso(to),
        left: Math.max(0, rules.capacity - (taken.get(from) ?? 0)),
      })),
    };
    return c.json(slots);
  });
  return routes;
}

export const slotPaths: Paths = {
  '/v1/slots': {
    get: {
      operationId: 'getSlots',
      summary: "The slots of the member's own line that can be booked",
      description:
        'Soonest first; full ones are listed with 0 left. Nothing is held until the callback is made.',
      security: [{}, { memberToken: [] }],
      responses: {
        200: json('Slots', 'The slots'),
        ...problems('callbacks-unavailable', 'too-many-requests', 'internal', 'unavailable'),
      },
    },
  },
};
