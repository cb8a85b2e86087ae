import { Hono } from 'hono';
import { DAY } from '../../../../src/core/time.ts';
import {
  MAX_NOTICE_DAYS,
  MAX_NOTICES,
  NewNoticeSchema,
  type NewNotice,
} from '../../../wire/notices.ts';
import { requireSupervisor } from '../../auth/agent-session.ts';
import type { AppDeps, ConsoleApp, ConsoleEnv } from '../../deps.ts';
import { sortedId } from '../../domain/sorted-id.ts';
import { jsonBody } from '../../http/json-body.ts';
import { problem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import type { Lines } from '../../lines/line-facts.ts';
import { teamView } from './team-view.ts';

/** What is wrong with the period of a notice, as a JSON pointer and a code. */
function wrongPeriod({ from, until }: NewNotice, now: number) {
  if (until <= now) return { pointer: '/until', code: 'passed' };
  if (until <= (from ?? now)) return { pointer: '/until', code: 'before-from' };
  if (until > Math.max(from ?? now, now) + MAX_NOTICE_DAYS * DAY)
    return { pointer: '/until', code: 'too-far' };
  return undefined;
}

/** `POST /notices`, `DELETE /notices/:id`: a supervisor tells members something for a while. */
export function noticeRoutes(deps: AppDeps, lines: Lines): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  const { config, clock, random } = deps;

  routes.post('/notices', requireSupervisor, jsonBody(NewNoticeSchema), async (c) => {
    const given = c.req.valid('json');
    const now = clock();
    const wrong = wrongPeriod(given, now);
    if (wrong)
      return problem(c, wrong.code === 'too-far' ? 'invalid-body' : 'not-in-future', {
        errors: [wrong],
      });
    const unknown = given.lines?.findIndex((id) => !Object.hasOwn(config.base().lines, id)) ?? -1;
    if (unknown >= 0)
      return problem(c, 'invalid-body', {
        errors: [{ pointer: `/lines/${unknown}`, code: 'unknown' }],
      });
    const known = config.changes().notices.filter(({ until }) => until > now);
    if (known.length >= MAX_NOTICES) return problem(c, 'too-many-notices');

    const by = c.get('agent').id;
    const { 'zh-CN': chinese, ...others } = given.text;
    await requestStore(c, deps).shopChanges.addNotice(
      {
        id: sortedId(now, random),
        text: { 'zh-CN': chinese, ...others },
        lines: given.lines,
        from: Math.max(given.from ?? now, now),
        until: given.until,
        by,
      },
      now,
      { actor: by, action: 'notice.added', detail: chinese },
    );
    await config.refresh();
    return c.json(await teamView(deps, lines), 201);
  });

  routes.delete('/notices/:id', requireSupervisor, async (c) => {
    const id = c.req.param('id');
    const now = clock();
    const notice = config.changes().notices.find((one) => one.id === id);
    const text = notice?.text;
    const ended = await requestStore(c, deps).shopChanges.endNotice(id, now, {
      actor: c.get('agent').id,
      action: 'notice.ended',
      detail: typeof text === 'object' ? text['zh-CN'] : (text ?? id),
    });
    if (!ended) return problem(c, 'not-found');
    await config.refresh();
    return c.json(await teamView(deps, lines));
  });

  return routes;
}
