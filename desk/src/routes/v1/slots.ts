import type { Slots } from '../../../../src/contract/slots.ts';
import { resolve } from '../../../../src/core/resolve.ts';
import { iso } from '../../../../src/core/time.ts';
import type { Identify } from '../../auth/member-token.ts';
import { slotWindows } from '../../domain/slots.ts';
import type { App, Deps } from '../../deps.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';
import { problem } from '../../http/problem.ts';

/** `GET /v1/slots`: the windows of the member's own line that can be booked, and how many places each has left. */
export function slotRoutes(app: App, { config, store, clock }: Deps, identify: Identify): void {
  app.get('/v1/slots', async (c) => {
    const { shop } = config.current();
    const now = clock();
    const { member } = await identify(c.req.header('authorization'), now);
    c.header('Vary', 'Authorization', { append: true });
    const { callback, line } = resolve(shop, member, now);
    const rules = shop.callbacks?.slots;
    if (!callback || !rules) return problem(c, 'callbacks-unavailable');

    const windows = slotWindows(shop, line.id, now);
    const [first, last] = [windows[0], windows.at(-1)];
    const taken =
      first && last
        ? await store.tickets.taken(line.id, first.from, last.to)
        : new Map<number, number>();
    const slots: Slots = {
      asOf: iso(now),
      timeZone: line.timeZone,
      // Where the shop has made windows smaller since, more places may be taken than there are.
      slots: windows.map(({ from, to }) => ({
        from: iso(from),
        to: iso(to),
        left: Math.max(0, rules.capacity - (taken.get(from) ?? 0)),
      })),
    };
    return c.json(slots);
  });
}

export const slotPaths: Paths = {
  '/v1/slots': {
    get: {
      operationId: 'getSlots',
      summary: "The windows of the member's own line that can be booked",
      description:
        'Soonest first; full ones are listed with 0 left. Nothing is held until the callback is made.',
      security: [{}, { memberToken: [] }],
      responses: {
        200: json('Slots', 'The windows'),
        ...problems('callbacks-unavailable', 'too-many-requests', 'internal', 'unavailable'),
      },
    },
  },
};
