import { Hono } from 'hono';
import { iso } from '../../../../src/core/time.ts';
import { isConnected } from '../../domain/agent.ts';
import type { Presence } from '../../../wire/agent.ts';
import { openLines } from '../../../wire/calling-hours.ts';
import { wallCsv } from './wall-csv.ts';
import { sumCounts } from '../../domain/queue-counts.ts';
import { wallDays, wallFrom, wallView, type WallDays } from '../../domain/wall.ts';
import type { ConsoleApp, ConsoleContext, ConsoleEnv, Deps } from '../../deps.ts';

const daysOf = (c: ConsoleContext): WallDays => (c.req.query('days') === '30' ? 30 : 1);

/** `GET /wall`, and `GET /wall.csv` with its tickets for spreadsheets. */
export function wallRoutes({ config, store, clock }: Deps): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();

  routes.get('/wall', async (c) => {
    const now = clock();
    const { shop } = config.current();
    const days = wallDays(daysOf(c), shop.timeZone, now);
    const agents = await store.agents.all();
    const count = (presence: Presence): number =>
      agents.filter((agent) => agent.presence === presence && isConnected(agent, now)).length;
    return c.json(
      wallView({
        figures: await store.tickets.wall(days),
        days,
        queue: sumCounts((await store.tickets.queueCounts(now, openLines(shop, now))).values()),
        presence: { here: count('here'), onCall: count('on-call') },
        now,
      }),
    );
  });

  routes.get('/wall.csv', async (c) => {
    const days = daysOf(c);
    const { timeZone } = config.current().shop;
    const now = clock();
    const tickets = await store.tickets.within(wallFrom(days, timeZone, now), now);
    await store.audit.add(now, {
      actor: c.get('agent').id,
      action: 'wall.exported',
      detail: String(days),
    });
    const name = `hotline-${iso(now).slice(0, 10)}-${days}d.csv`;
    return c.body(wallCsv({ tickets, days, timeZone, now }), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });

  return routes;
}
