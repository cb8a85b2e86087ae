import { Hono } from 'hono';
import { LineChangeSchema } from '../../../wire/lines.ts';
import { endOfDay, settableDates } from '../../domain/line-days.ts';
import { lineHours } from '../../domain/line-hours.ts';
import { isShown, MAX_PAUSE_MS } from '../../domain/line-status.ts';
import type { Lines } from '../../lines/line-facts.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { AppDeps, ConsoleApp, ConsoleEnv, ConsoleMiddleware } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { requireSupervisor } from '../../auth/agent-session.ts';
import { teamView } from './team-view.ts';

/** `PUT /lines/:id`: a supervisor closes a line, sets its wait, or its hours of a date. */
export function lineRoutes(deps: AppDeps, lines: Lines): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  const { config, clock } = deps;

  const requireLine: ConsoleMiddleware = (c, next) =>
    Object.hasOwn(config.current().shop.lines, c.req.param('id') ?? '')
      ? next()
      : Promise.resolve(problem(c, 'not-found'));
  const body = jsonBody(LineChangeSchema);

  routes.put('/lines/:id', requireSupervisor, requireLine, body, async (c) => {
    const line = c.req.param('id');
    const { closed, wait, hours } = c.req.valid('json');
    const now = clock();
    const within = requestStore(c, deps);
    const passed = [
      ...(closed && closed.until <= now ? [{ pointer: '/closed/until', code: 'passed' }] : []),
      ...(wait && wait.until <= now ? [{ pointer: '/wait/until', code: 'passed' }] : []),
    ];
    if (wait && !isShown(wait, now) && !passed.length)
      return problem(c, 'invalid-body', { errors: [{ pointer: '/wait/until', code: 'too-far' }] });
    if (closed && closed.until > now + MAX_PAUSE_MS)
      return problem(c, 'invalid-body', {
        errors: [{ pointer: '/closed/until', code: 'too-far' }],
      });
    if (passed.length) return problem(c, 'not-in-future', { errors: passed });

    const usual = lineHours(config.base(), line);
    const isRepeated = hours?.periods?.some(({ from, to }) => from === to) === true;
    if (
      hours &&
      (isRepeated || !settableDates(usual.hours, usual.context, now).includes(hours.date))
    )
      return problem(c, 'invalid-body', {
        errors: [
          isRepeated
            ? { pointer: '/hours/periods', code: 'empty' }
            : { pointer: '/hours/date', code: 'not-settable' },
        ],
      });

    const by = (action: string) => ({ actor: c.get('agent').id, action, detail: line });
    if (closed !== undefined) {
      await within.lines.setState(
        line,
        { closed: closed && { reason: closed.reason, until: closed.until, at: now } },
        now,
        by(closed ? 'line.closed' : 'line.opened'),
      );
    }
    if (wait !== undefined)
      await within.lines.setState(
        line,
        { wait },
        now,
        by(wait ? 'line.wait-set' : 'line.wait-removed'),
      );
    if (hours) {
      const { date, periods, reason } = hours;
      const words = periods?.map(({ from, to }) => `${from}–${to}`).join(' ');
      await within.shopChanges.setHours(
        line,
        date,
        periods && {
          periods,
          reason: reason ?? null,
          endsAt: endOfDay(date, periods, usual.timeZone),
          by: c.get('agent').id,
        },
        now,
        {
          ...by(periods ? 'line.hours-set' : 'line.hours-removed'),
          detail: [line, date, words === '' ? '–' : words].filter(Boolean).join(' '),
        },
      );
      await config.refresh();
    }
    lines.forget();
    return c.json(await teamView(deps, lines));
  });

  return routes;
}
