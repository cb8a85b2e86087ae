import type { Config } from '../../../../src/contract/config.ts';
import { isConnected, linesOf, type AgentRecord } from '../../domain/agent.ts';
import type { LineDay, LineView } from '../../../wire/lines.ts';
import type { TeamMember, TeamView } from '../../../wire/team.ts';
import { isFresh, isPaused, isShown, isStale } from '../../domain/line-status.ts';
import type { Lines } from '../../lines/line-facts.ts';
import type { AppDeps } from '../../deps.ts';
import { periodsOn, settableDates } from '../../domain/line-days.ts';
import { lineHours } from '../../domain/line-hours.ts';
import type { SetHours } from '../../domain/shop-changes.ts';

function memberOf(agent: AgentRecord, holds: number, now: number): TeamMember {
  const { id, login, name, role, presence, seenAt, disabledAt } = agent;
  const lines = linesOf(agent);
  return {
    id,
    login,
    name,
    role,
    presence: isConnected(agent, now) ? presence : 'gone',
    seenAt,
    disabled: disabledAt !== null,
    ...(lines && { lines }),
    holds,
  };
}

/** The dates whose hours can be set, with what is set. */
function daysOf(id: string, base: Config, set: readonly SetHours[], now: number): LineDay[] {
  const { hours, context } = lineHours(base, id);
  return settableDates(hours, context, now).map((date) => {
    const own = set.find((one) => one.line === id && one.date === date);
    return {
      date,
      usual: periodsOn(hours, context, date) ?? null,
      ...(own && {
        set: {
          periods: [...own.periods],
          ...(own.reason !== null && { reason: own.reason }),
          by: own.by,
        },
      }),
    };
  });
}

async function lineOf(
  id: string,
  shop: Config,
  config: AppDeps['config'],
  lines: Lines,
  now: number,
): Promise<LineView | undefined> {
  const [known, { state, waiting }] = await Promise.all([lines.status(id), lines.facts(id)]);
  const label = shop.lines[id]?.label;
  if (!known || label === undefined) return undefined;
  const { closed, wait, load } = state;
  return {
    id,
    label,
    state: known.status.state,
    ...(known.status.waitMinutes && { waitMinutes: known.status.waitMinutes }),
    source: known.source,
    waiting,
    timeZone: lineHours(shop, id).timeZone,
    days: daysOf(id, config.base(), config.changes().hours, now),
    ...(isPaused(closed, now) && {
      closed: {
        reason: closed.reason,
        ...(closed.until !== undefined && { until: closed.until }),
        at: closed.at,
      },
    }),
    ...(wait &&
      isShown(wait, now) && {
        wait: { minutes: [wait.minutes[0], wait.minutes[1]], until: wait.until },
      }),
    ...(load &&
      (isFresh(load, now) || isStale(load, now)) && {
        load: {
          waiting: load.waiting,
          agents: load.agents,
          at: load.at,
          stale: isStale(load, now),
        },
      }),
  };
}

/** All agents with their presence, and all lines with the status that members see. */
export async function teamView(
  { config, store, clock }: Pick<AppDeps, 'config' | 'store' | 'clock'>,
  lines: Lines,
): Promise<TeamView> {
  const { shop } = config.current();
  const now = clock();
  const [agents, held] = await Promise.all([store.agents.all(), store.tickets.held()]);
  const shown = await Promise.all(
    Object.keys(shop.lines).map((id) => lineOf(id, shop, config, lines, now)),
  );
  return {
    agents: agents.map((agent) => memberOf(agent, held.get(agent.id) ?? 0, now)),
    lines: shown.filter((line) => line !== undefined),
    notices: config
      .changes()
      .notices.filter(({ until }) => until > now)
      .map((notice) => ({ ...notice })),
  };
}
