import type { Status } from '../../../src/contract/contact.ts';
import { DAY, HOUR, iso, MINUTE } from '../../../src/core/time.ts';
import { localIso } from '../../../src/core/zone.ts';
import { isConnected, type AgentRecord } from './agent.ts';
import type { LineState } from './line-state.ts';
import type { LineView } from '../../wire/lines.ts';
import { pausedWords } from '../../wire/paused-words.ts';
import { median } from './median.ts';
import { latestPast } from './skew.ts';

/** A report of a phone system counts for this long, ms. */
export const LOAD_FRESH_MS = 5 * MINUTE;
/** A phone system that has not reported for this long is no longer in use, ms. */
const LOAD_FORGOTTEN_MS = DAY;
/** Consoles that were not connected for this long are no longer in use, ms. */
const CONSOLES_FORGOTTEN_MS = 12 * HOUR;
/** With fewer calls than this there is no wait estimate. */
const MIN_CALLS = 3;

export interface LineFactsInput {
  /** Status by the opening hours alone, at an instant (epoch ms). */
  hoursAt: (instant: number) => Status;
  /** The line's IANA time zone. */
  timeZone: string;
  state: LineState;
  /** The agents who serve the line. */
  agents: readonly Pick<AgentRecord, 'presence' | 'seenAt' | 'disabledAt'>[];
  /** Callable tickets of the line. */
  waiting: number;
  /** Durations of the line's latest calls, ms. */
  talk: readonly number[];
  /** Epoch ms. */
  now: number;
}

export interface LineStatus {
  status: Status;
  source: LineView['source'];
}

/** Whether a phone system reported within {@link LOAD_FRESH_MS}. */
export const isFresh = ({ at }: Pick<NonNullable<LineState['load']>, 'at'>, now: number): boolean =>
  at >= now - LOAD_FRESH_MS && at <= latestPast(now);

/** A supervisor pauses a line for at most this long, ms: a pause is never forgotten. */
export const MAX_PAUSE_MS = DAY;

/** Whether a supervisor has paused a line at `now` (epoch ms). Older desks stored pauses without end. */
export const isPaused = (
  closed: LineState['closed'],
  now: number,
): closed is NonNullable<LineState['closed']> =>
  closed !== undefined && (closed.until === undefined || closed.until > now);

/** A supervisor sets a wait for at most a day, ms. A clock that was ahead wrote a later end. */
const MAX_WAIT_SHOWN_MS = DAY;

/** Whether a wait that a supervisor has set is shown at `now` (epoch ms). */
export const isShown = ({ until }: Pick<NonNullable<LineState['wait']>, 'until'>, now: number) =>
  until > now && until <= latestPast(now) + MAX_WAIT_SHOWN_MS;

/**
 * Whether the last report of a phone system is older than {@link LOAD_FRESH_MS} but younger than a
 * day.
 */
export const isStale = (load: NonNullable<LineState['load']>, now: number): boolean =>
  load.at < now - LOAD_FRESH_MS && load.at >= now - LOAD_FORGOTTEN_MS;

/**
 * Wait estimate for a new caller, [min, max] in minutes: the usual call length times the callers
 * ahead (max: including the new one), divided among the agents.
 * @returns undefined with fewer than {@link MIN_CALLS} calls or without agents
 */
function waitOf(
  waiting: number,
  agents: number,
  talk: readonly number[],
): [number, number] | undefined {
  const usual = talk.length < MIN_CALLS ? undefined : median(talk);
  if (usual === undefined || agents === 0) return undefined;
  const least = Math.floor((waiting / agents) * (usual / MINUTE));
  return [least, Math.max(least + 1, Math.ceil(((waiting + 1) / agents) * (usual / MINUTE)))];
}

/**
 * When a line that a supervisor has closed until `until` opens: then, or at the next opening if the
 * hours are closed at that time.
 */
function reopening(
  until: number | undefined,
  { hoursAt, timeZone }: Pick<LineFactsInput, 'hoursAt' | 'timeZone'>,
): Pick<Status, 'opensAt'> {
  if (until === undefined) return {};
  const { state, opensAt } = hoursAt(until);
  if (state !== 'closed') return { opensAt: localIso(timeZone, until) };
  return opensAt === undefined ? {} : { opensAt };
}

/**
 * Status of a line. The first of these decides: a supervisor who has closed it; closed hours; a
 * report of the phone system from the last five minutes; a wait that a supervisor shows; the
 * agents' consoles. When reports or beats exist but are outdated, the status is `unknown`. When
 * there were none for a long time, the hours decide alone.
 */
export function lineStatus({
  hoursAt,
  timeZone,
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

  if (isPaused(closed, now)) {
    const opens = reopening(closed.until, { hoursAt, timeZone });
    return {
      status: {
        state: 'closed',
        asOf,
        paused: pausedWords(opens.opensAt, localIso(timeZone, now)),
        reason: closed.reason,
        ...opens,
      },
      source: 'supervisor',
    };
  }
  if (hours.state === 'closed') return { status: hours, source: 'hours' };
  if (load && isFresh(load, now)) {
    const isFree = load.waiting === 0 && load.agents > 0;
    const minutes = load.minutes ?? (isFree ? undefined : waitOf(load.waiting, load.agents, talk));
    return from('phone-system', isFree ? 'open' : 'busy', {
      asOf: iso(load.at),
      ...range(minutes),
    });
  }
  if (wait && isShown(wait, now))
    return from('supervisor', wait.minutes[1] > 0 ? 'busy' : 'open', range(wait.minutes));
  if (load && isStale(load, now)) return from('phone-system', 'unknown');

  const usesConsoles = agents.some(
    ({ disabledAt, seenAt }) =>
      disabledAt === null &&
      seenAt !== null &&
      seenAt >= now - CONSOLES_FORGOTTEN_MS &&
      seenAt <= latestPast(now),
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
