import { LineChangeSchema } from '../../../wire/lines.ts';
import type { Lines } from '../../lines/line-facts.ts';
import { readBody } from '../../http/body.ts';
import type { ConsoleApp, Deps } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import { requireSupervisor } from '../../auth/agent-session.ts';
import { teamView } from './team-view.ts';

/** `PUT /lines/:id`: what a supervisor knows of a line and the desk does not. */
export function lineRoutes(api: ConsoleApp, deps: Deps, lines: Lines): void {
  const { config, store, clock } = deps;

  api.put('/lines/:id', requireSupervisor, async (c) => {
    const line = c.req.param('id');
    if (!Object.hasOwn(config.current().shop.lines, line)) return problem(c, 'not-found');
    const read = await readBody(c, LineChangeSchema);
    if (!read.ok) return read.answer;
    const { closed, wait } = read.body;
    const now = clock();
    const passed = [
      ...(closed?.until !== undefined && closed.until <= now
        ? [{ pointer: '/closed/until', code: 'passed' }]
        : []),
      ...(wait && wait.until <= now ? [{ pointer: '/wait/until', code: 'passed' }] : []),
    ];
    if (passed.length) return problem(c, 'not-in-future', { errors: passed });

    const by = (action: string) => ({ actor: c.get('agent').id, action, detail: line });
    if (closed !== undefined) {
      await store.lines.setState(
        line,
        { closed: closed && { reason: closed.reason, until: closed.until, at: now } },
        now,
        by(closed ? 'line.closed' : 'line.opened'),
      );
    }
    if (wait !== undefined)
      await store.lines.setState(
        line,
        { wait },
        now,
        by(wait ? 'line.wait-set' : 'line.wait-removed'),
      );
    lines.forget();
    return c.json(await teamView(deps, lines));
  });
}
