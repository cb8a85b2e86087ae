import { Hono } from 'hono';
import { normalizeTicketNumber } from '../../../../src/core/ticket-number.ts';
import type { AuditView } from '../../../wire/audit.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';
import { requireSupervisor } from '../../auth/agent-session.ts';

const PAGE_SIZE = 50;

/** `GET /audit`: who did what, when, to which ticket. */
export function auditRoutes({ store }: Deps): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  routes.get('/audit', requireSupervisor, async (c) => {
    const { before, actor, ticket } = c.req.query();
    const number = ticket ? normalizeTicketNumber(ticket) : undefined;
    // Text that is not a ticket number matches no entry.
    if (ticket && number === undefined) return c.json({ entries: [] } satisfies AuditView);
    const found = await store.audit.list(
      {
        ...(before && { before }),
        ...(actor && { actor }),
        ...(number !== undefined && { ticket: number }),
      },
      PAGE_SIZE + 1,
    );
    const entries = found
      .slice(0, PAGE_SIZE)
      .map(({ id, at, actor: who, action, ticket: of, detail }) => ({
        id,
        at,
        actor: who,
        action,
        ticket: of,
        detail,
      }));
    const last = entries.at(-1);
    const view: AuditView = { entries, ...(found.length > PAGE_SIZE && last && { next: last.id }) };
    return c.json(view);
  });

  return routes;
}
