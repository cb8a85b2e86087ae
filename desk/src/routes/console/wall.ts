import { Hono } from 'hono';
import { iso } from '../../../../src/core/time.ts';
import { isConnected } from '../../domain/agent.ts';
import type { Presence } from '../../../wire/agent.ts';
import { wallCsv } from './wall-csv.ts';
import { sumCounts } from '../../domain/queue-counts.ts';
import { wallFrom, wallView, type WallDays } from '../../domain/wall.ts';
import type { ConsoleApp, ConsoleContext, ConsoleEnv, Deps } from '../../deps.ts';

const daysOf = (c: ConsoleContext): WallDays => (c.req.query('days') === '30' ? 30 : 1);

/** `GET /wall`, and `GET /wall.csv` with its tickets for spreadsheets. */
export function wallRoutes({ config, store, clock }: Deps): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  async function read(days: WallDays) {
    const { timeZone } = config.current().shop;
    const now = clock();
    return {
      tickets: await store.tickets.within(wallFrom(days, timeZone, now), now),
      days,
      timeZone,
      now,
    };
  }

  routes.get('/wall', async (c) => {
    const input = await read(daysOf(c));
    const agents = await store.agents.all();
    const count = (presence: Presence): number =>
      agents.filter((agent) => agent.presence === presence && isConnected(agent, input.now)).length;
    return c.json(
      wallView({
        ...input,
        queue: sumCounts((await store.tickets.queueCounts(input.now)).values()),
        presence: { here: count('here'), onCall: count('on-call') },
      }),
    );
  });

  routes.get('/wall.csv', async (c) => {
    const input = await read(daysOf(c));
    await store.audit.add(input.now, {
      actor: c.get('agent').id,
      action: 'wall.exported',
      detail: String(input.days),
    });
    const name = `hotline-${iso(input.now).slice(0, 10)}-${input.days}d.csv`;
    return c.body(wallCsv(input), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });

  return routes;
}
