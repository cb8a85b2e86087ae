import { Hono } from 'hono';
import type { AgentRecord } from '../../domain/agent.ts';
import type { AuditEntry } from '../../domain/change.ts';
import { AgentChangeSchema, NewAgentSchema, type AgentChange } from '../../../wire/team.ts';
import { hashPassword } from '../../auth/password.ts';
import { sortedId } from '../../domain/sorted-id.ts';
import type { Lines } from '../../lines/line-facts.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { AppDeps, ConsoleApp, ConsoleEnv } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import { requireSupervisor } from '../../auth/agent-session.ts';
import { teamView } from './team-view.ts';

const tidy = (lines: readonly string[] | null): string[] | null =>
  lines && [...new Set(lines)].sort();

/** Lines as they are stored. */
const stored = (lines: readonly string[] | null): string | null =>
  lines && JSON.stringify(tidy(lines));

/** Drops fields that already have that value. */
function changedFields(
  agent: AgentRecord,
  { name, role, password, disabled, lines }: AgentChange,
): AgentChange {
  return {
    ...(name !== undefined && name !== agent.name && { name }),
    ...(role !== undefined && role !== agent.role && { role }),
    ...(password !== undefined && { password }),
    ...(disabled !== undefined && disabled !== (agent.disabledAt !== null) && { disabled }),
    ...(lines !== undefined && stored(lines) !== agent.lines && { lines }),
  };
}

function auditOf(
  actor: string,
  { login }: AgentRecord,
  { name, role, password, disabled, lines }: AgentChange,
): AuditEntry {
  const done = [
    ...(name !== undefined ? [{ action: 'agent.renamed', word: 'name' }] : []),
    ...(role !== undefined ? [{ action: 'agent.changed', word: role }] : []),
    ...(password !== undefined ? [{ action: 'agent.password-reset', word: 'password' }] : []),
    ...(disabled !== undefined
      ? [
          {
            action: disabled ? 'agent.disabled' : 'agent.enabled',
            word: disabled ? 'disabled' : 'enabled',
          },
        ]
      : []),
    ...(lines !== undefined
      ? [{ action: 'agent.lines-set', word: `lines ${tidy(lines)?.join(' ') ?? '*'}` }]
      : []),
  ];
  const [only, ...more] = done;
  if (only && !more.length)
    return {
      actor,
      action: only.action,
      detail: role === undefined && lines === undefined ? login : `${login}: ${only.word}`,
    };
  return {
    actor,
    action: 'agent.changed',
    detail: `${login}: ${done.map(({ word }) => word).join(', ')}`,
  };
}

/** The team. Supervisors add agents and change them. */
export function teamRoutes(deps: AppDeps, lines: Lines): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  const { store, clock, random } = deps;

  routes.get('/team', async (c) => c.json(await teamView(deps, lines)));

  routes.post('/agents', requireSupervisor, jsonBody(NewAgentSchema), async (c) => {
    const body = c.req.valid('json');
    const { login, name, role, password, lines: served = null } = body;
    const now = clock();
    const agent: AgentRecord = {
      id: sortedId(now, random),
      login,
      name,
      role,
      passwordHash: await hashPassword(password),
      lines: stored(served),
      presence: 'here',
      seenAt: null,
      createdAt: now,
      disabledAt: null,
    };
    const added = await store.agents.add(agent, {
      actor: c.get('agent').id,
      action: 'agent.added',
      detail: `${login}: ${role}`,
    });
    return added
      ? c.json(await teamView(deps, lines), 201)
      : problem(c, 'login-taken', { errors: [{ pointer: '/login', code: 'taken' }] });
  });

  routes.patch('/agents/:id', requireSupervisor, jsonBody(AgentChangeSchema), async (c) => {
    const body = c.req.valid('json');
    const agent = await store.agents.byId(c.req.param('id'));
    if (!agent) return problem(c, 'not-found');
    const change = changedFields(agent, body);
    if (Object.keys(change).length > 0) {
      const now = clock();
      const { name, role, password, disabled, lines: served } = change;
      const set = {
        ...(name !== undefined && { name }),
        ...(role !== undefined && { role }),
        ...(password !== undefined && { passwordHash: await hashPassword(password) }),
        ...(disabled !== undefined && { disabledAt: disabled ? now : null }),
        ...(served !== undefined && { lines: stored(served) }),
      };
      if (
        (await store.agents.update(
          agent.id,
          set,
          now,
          auditOf(c.get('agent').id, agent, change),
        )) === 'last-supervisor'
      )
        return problem(c, 'last-supervisor');
    }
    return c.json(await teamView(deps, lines));
  });

  return routes;
}
