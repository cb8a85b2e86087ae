import type { Status } from '../../../src/contract/contact.ts';
import { DAY, HOUR, iso, MINUTE } from '../../../src/core/time.ts';
import { isConnected, type AgentRecord } from './agent.ts';
import type { LineState } from './line-state.ts';
import type { LineView } from '../../wire/lines.ts';
import { median } from './median.ts';

/** What a phone system said is true for so long. */
export const LOAD_FRESH_MS = 5 * MINUTE;
/** One that has not spoken for so long is taken to be used no more. */
const LOAD_FORGOTTEN_MS = DAY;
/** The same for the agents' consoles. */
const CONSOLES_FORGOTTEN_MS = 12 * HOUR;
/** Fewer calls say nothing about the next. */
const LEAST_CALLS = 3;

export interface LineFactsInput {
  /** What the hours alone say at an instant (epoch ms), as in a Contact. */
  hoursAt: (instant: number) => Status;
  state: LineState;
  /** All agents of the desk: every one takes calls of every line. */
  agents: readonly Pick<AgentRecord, 'presence' | 'seenAt' | 'disabledAt'>[];
  /** Tickets of the line that could be called now. */
  waiting: number;
  /** Lengths of the line's latest calls, ms. */
  talk: readonly number[];
  /** Epoch ms. */
  now: number;
}

export interface LineStatus {
  status: Status;
  source: LineView['source'];
}

/** Whether a phone system has spoken within a day, but not within {@link LOAD_FRESH_MS}: its facts are no longer facts. */
export const isStale = (load: NonNullable<LineState['load']>, now: number): boolean =>
  load.at < now - LOAD_FRESH_MS && load.at >= now - LOAD_FORGOTTEN_MS;

/**
 * What somebody who comes now waits, [least, most] in minutes: the calls of those before them, and of themselves too where nobody hangs up early,
 * shared among the agents. Undefined with too few calls to tell, or nobody who takes them.
 */
function waitOf(
  waiting: number,
  agents: number,
  talk: readonly number[],
): [number, number] | undefined {
  const usual = talk.length < LEAST_CALLS ? undefined : median(talk);
  if (usual === undefined || agents === 0) return undefined;
  const least = Math.floor((waiting / agents) * (usual / MINUTE));
  return [least, Math.max(least + 1, Math.ceil(((waiting + 1) / agents) * (usual / MINUTE)))];
}

/** When a line that a supervisor has closed until then opens: the hours may still be closed at that time. */
function reopening(
  until: number | undefined,
  hoursAt: LineFactsInput['hoursAt'],
): Pick<Status, 'opensAt'> {
  if (until === undefined) return {};
  const { state, opensAt } = hoursAt(until);
  if (state !== 'closed') return { opensAt: iso(until) };
  return opensAt === undefined ? {} : { opensAt };
}

/**
 * Whether a line is answered now, from the first of these that speaks: a supervisor who has closed it; its hours, where they are closed; a phone
 * system within five minutes; a wait that a supervisor shows; the agents' consoles. Facts that were there and have grown old make it `unknown`:
 * what nobody knows is not guessed. Where nothing but the hours has spoken for half a day, they stand alone.
 */
export function lineStatus({
  hoursAt,
  state: { closed, wait, load },
  agents,
  waiting,
  talk,
  now,
}: LineFactsInput): LineStatus {
  const asOf = iso(now);
  const hours = hoursAt(now);
  const from = (
    source: LineView['source'],
    state: Status['state'],
    more: Partial<Status> = {},
  ): LineStatus => ({
    status: {
      state,
      asOf,
      ...(hours.closesAt !== undefined && { closesAt: hours.closesAt }),
      ...more,
    },
    source,
  });
  const range = (minutes: readonly [number, number] | undefined): Partial<Status> =>
    minutes && minutes[1] > 0 ? { waitMinutes: [...minutes] } : {};

  if (closed && (closed.until === undefined || closed.until > now)) {
    return {
      status: { state: 'closed', asOf, reason: closed.reason, ...reopening(closed.until, hoursAt) },
      source: 'supervisor',
    };
  }
  if (hours.state === 'closed') return { status: hours, source: 'hours' };
  if (load && load.at >= now - LOAD_FRESH_MS) {
    const isFree = load.waiting === 0 && load.agents > 0;
    const minutes = load.minutes ?? (isFree ? undefined : waitOf(load.waiting, load.agents, talk));
    return from('phone-system', isFree ? 'open' : 'busy', {
      asOf: iso(load.at),
      ...range(minutes),
    });
  }
  if (wait && wait.until > now)
    return from('supervisor', wait.minutes[1] > 0 ? 'busy' : 'open', range(wait.minutes));
  if (load && isStale(load, now)) return from('phone-system', 'unknown');

  const usesConsoles = agents.some(
    ({ disabledAt, seenAt }) =>
      disabledAt === null && seenAt !== null && seenAt >= now - CONSOLES_FORGOTTEN_MS,
  );
  if (!usesConsoles) return { status: hours, source: 'hours' };
  const connected = agents.filter((agent) => isConnected(agent, now));
  if (!connected.length) return from('agents', 'unknown');
  const free = connected.filter(({ presence }) => presence === 'here').length;
  const taking = connected.filter(({ presence }) => presence !== 'away').length;
  return free > 0 && waiting <= free
    ? from('agents', 'open')
    : from('agents', 'busy', range(waitOf(waiting, taking, talk)));
}
