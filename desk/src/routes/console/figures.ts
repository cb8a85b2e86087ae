import { Hono } from 'hono';
import {
  FIGURE_PERIODS,
  type CallFigures,
  type FiguresView,
  type OwnFigures,
} from '../../../wire/figures.ts';
import { requireSupervisor } from '../../auth/agent-session.ts';
import type { ConsoleApp, ConsoleContext, ConsoleEnv, Deps } from '../../deps.ts';
import {
  daysBetween,
  daysOfPeriod,
  figuresBy,
  sumFigures,
  type FigureDays,
} from '../../domain/figures.ts';
import { csv, type CsvCell } from '../../http/csv.ts';
import { problem } from '../../http/problem.ts';

const HEADER = [
  'agent',
  'line',
  'calls',
  'came in',
  'reached',
  'in time',
  'late',
  'talk minutes',
  'ratings',
  'mean rating',
];

const cells = ({
  calls,
  cameIn,
  reached,
  kept,
  broken,
  talkMs,
  ratings,
  stars,
}: CallFigures): CsvCell[] => [
  calls,
  cameIn,
  reached,
  kept,
  broken,
  Math.round(talkMs / 6_000) / 10,
  ratings,
  ratings ? Math.round((stars / ratings) * 100) / 100 : null,
];

/** An agent's own figures, and those of all for supervisors. */
export function figureRoutes({ config, store, clock }: Deps): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();

  /** The days that a request asks for; undefined when it names none that there can be. */
  function daysOf(c: ConsoleContext, now: number): FigureDays | undefined {
    const { timeZone } = config.current().shop;
    const { period, from, to } = c.req.query();
    if (period === undefined && (from !== undefined || to !== undefined))
      return daysBetween(from, to, timeZone, now);
    const named = FIGURE_PERIODS.find((one) => one === (period ?? 'today'));
    return named && daysOfPeriod(named, timeZone, now);
  }

  const refuse = (c: ConsoleContext): Response =>
    problem(c, 'invalid-body', { errors: [{ pointer: '/from', code: 'not-a-period' }] });

  routes.get('/me/figures', async (c) => {
    const asOf = clock();
    const { span } = daysOfPeriod('today', config.current().shop.timeZone, asOf);
    const own = (await store.figures.of(span)).filter(({ agent }) => agent === c.get('agent').id);
    return c.json({ asOf, figures: sumFigures(own) } satisfies OwnFigures);
  });

  routes.get('/figures', requireSupervisor, async (c) => {
    const days = daysOf(c, clock());
    if (!days) return refuse(c);
    const rows = await store.figures.of(days.span);
    const view: FiguresView = {
      from: days.first,
      to: days.last,
      total: sumFigures(rows),
      before: sumFigures(await store.figures.of(days.before)),
      agents: figuresBy(rows, 'agent').map(({ id, figures }) => ({ agent: id, figures })),
      lines: figuresBy(rows, 'line').map(({ id, figures }) => ({ line: id, figures })),
    };
    return c.json(view);
  });

  routes.get('/figures.csv', requireSupervisor, async (c) => {
    const now = clock();
    const days = daysOf(c, now);
    if (!days) return refuse(c);
    const [rows, agents] = [await store.figures.of(days.span), await store.agents.all()];
    await store.audit.add(now, {
      actor: c.get('agent').id,
      action: 'figures.exported',
      detail: `${days.first} ${days.last}`,
    });
    const nameOf = (id: string): string => agents.find((one) => one.id === id)?.name ?? id;
    const table = rows
      .map((row): CsvCell[] => [nameOf(row.agent), row.line, ...cells(row)])
      .sort((a, b) => `${a[0]} ${a[1]}`.localeCompare(`${b[0]} ${b[1]}`, 'en'));
    return c.body(csv([HEADER, ...table]), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="hotline-agents-${days.first}-${days.last}.csv"`,
    });
  });

  return routes;
}
