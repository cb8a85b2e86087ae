import { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';

/**
 * `POST /hotline-events`: receives the desk's webhooks, signed as Standard Webhooks specifies.
 * @param {{ secret: string, service: import('../shop/service.mjs').Service }} parts
 */
export function hotlineEvents({ secret, service }) {
  const webhook = new Webhook(secret);
  const routes = new Hono();

  routes.post('/hotline-events', async (c) => {
    let event;
    try {
      // The signature covers the body's bytes; parsed and written again they could differ.
      event =
        /** @type {{ type: string, timestamp: string, data: { number?: string, order?: string | null, outcome?: string } }} */ (
          webhook.verify(await c.req.text(), c.req.header())
        );
    } catch {
      return c.body(null, 401);
    }
    const { type, timestamp, data } = event;
    if (data.number && data.order) {
      await service.add({
        id: c.req.header('webhook-id') ?? '',
        type,
        at: timestamp,
        ticket: data.number,
        order: data.order,
        ...(data.outcome && { outcome: data.outcome }),
      });
    }
    return c.body(null, 204);
  });

  return routes;
}
