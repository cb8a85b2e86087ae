import { Hono } from 'hono';
import type { DeliveriesView } from '../../../wire/deliveries.ts';
import type { HotlineEventType } from '../../../wire/hotline-event.ts';
import type { Delivery } from '../../store/store.ts';
import type { ConsoleApp, ConsoleContext, ConsoleEnv, Deps } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import { requireSupervisor } from '../../auth/agent-session.ts';

const MAX_DEAD = 100;
const MAX_PENDING = 200;

const deliveryView = ({ id, target, type, createdAt, attempts, lastError }: Delivery) => ({
  id,
  target,
  type: type as HotlineEventType,
  createdAt,
  attempts,
  lastError,
});

/**
 * Deliveries to webhooks and bots: their counts, those that failed, sending one again, and test
 * messages.
 */
export function deliveryRoutes({ config, store, clock, testDelivery }: Deps): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  async function view(): Promise<DeliveriesView> {
    const { desk } = config.current();
    const [counts, dead, pending] = await Promise.all([
      store.outbox.counts(),
      store.outbox.list('dead', MAX_DEAD),
      store.outbox.list('pending', MAX_PENDING),
    ]);
    const configured = [
      ...desk.webhooks.map(({ id }) => `webhook:${id}`),
      ...desk.bots.map(({ id }) => `bot:${id}`),
    ];
    const countOf = (target: string, status: Delivery['status']): number =>
      counts.find((counted) => counted.target === target && counted.status === status)?.count ?? 0;
    return {
      targets: [...new Set([...configured, ...counts.map(({ target }) => target)])].map(
        (target) => ({
          target,
          pending: countOf(target, 'pending'),
          delivered: countOf(target, 'delivered'),
          dead: countOf(target, 'dead'),
        }),
      ),
      dead: dead.map(deliveryView),
      retrying: pending
        .filter(({ attempts }) => attempts > 0)
        .map((delivery) => ({ ...deliveryView(delivery), nextAt: delivery.nextAt })),
    };
  }

  async function test(c: ConsoleContext, target: string): Promise<Response> {
    const { ok, detail } = await testDelivery(target);
    await store.audit.add(clock(), {
      actor: c.get('agent').id,
      action: 'delivery.tested',
      detail: target,
    });
    return ok
      ? c.body(null, 204)
      : problem(c, 'test-failed', { errors: [{ pointer: '', code: 'test-failed', detail }] });
  }

  routes.get('/deliveries', requireSupervisor, async (c) => c.json(await view()));

  routes.post('/deliveries/:id/redeliver', requireSupervisor, async (c) => {
    const id = c.req.param('id');
    const found = await store.outbox.redeliver(id, clock(), {
      actor: c.get('agent').id,
      action: 'delivery.redelivered',
      detail: id,
    });
    return found ? c.json(await view()) : problem(c, 'not-found');
  });

  routes.post('/webhooks/:id/test', requireSupervisor, async (c) => {
    const id = c.req.param('id');
    return config.current().desk.webhooks.some((webhook) => webhook.id === id)
      ? test(c, `webhook:${id}`)
      : problem(c, 'not-found');
  });

  routes.post('/bots/:id/test', requireSupervisor, async (c) => {
    const id = c.req.param('id');
    return config.current().desk.bots.some((bot) => bot.id === id)
      ? test(c, `bot:${id}`)
      : problem(c, 'not-found');
  });

  return routes;
}
