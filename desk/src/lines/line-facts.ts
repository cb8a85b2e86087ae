import type { Status } from '../../../src/contract/contact.ts';
import { statusByHours } from '../../../src/core/hours-status.ts';
import { DAY, SECOND } from '../../../src/core/time.ts';
import { serves, type AgentRecord } from '../domain/agent.ts';
import { openLines } from '../../wire/calling-hours.ts';
import { lineHours } from '../domain/line-hours.ts';
import { lineStatus, type LineStatus } from '../domain/line-status.ts';
import type { Deps } from '../deps.ts';
import type { LineState } from '../domain/line-state.ts';
import { TooLate } from '../store/errors.ts';

/**
 * How long one database read is shared by concurrent requests, ms, unless a change is announced.
 */
const FRESH_MS = 1_500;
/** How long a request waits for the database, ms: the number itself does not depend on it. */
const DATABASE_TIMEOUT_MS = 2_000;
/** Calls that ended within this time count for the wait estimate, ms. */
const TALK_WITHIN_MS = DAY;
const MAX_CALLS = 20;

/** What is known of a line besides its hours. */
export interface Facts {
  state: LineState;
  /** Those who serve the line. */
  agents: readonly AgentRecord[];
  /** Number of callable tickets of this line. */
  waiting: number;
  /** Durations of the latest calls, ms. */
  talk: readonly number[];
}

export interface Lines {
  /** @throws {TooLate} when the database does not answer in time */
  facts(line: string): Promise<Facts>;
  /**
   * Status of a line; undefined when the config does not have it. Without the database it is
   * `closed` by the hours, or `unknown`.
   */
  status(line: string): Promise<LineStatus | undefined>;
  /** Drops what was read, so that one's own change is seen at once. */
  forget(): void;
  /** How often what was read has been dropped, or could not be read. */
  changes(): number;
}

function inTime<T>(task: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), DATABASE_TIMEOUT_MS);
  });
  return Promise.race([task, late]).finally(() => clearTimeout(timer));
}

/** Shares the result of a load for a short time. A failure is not kept. */
function shared<T>(load: (key: string) => Promise<T>) {
  const kept = new Map<string, { at: number; value: Promise<T> }>();
  return {
    get(key: string): Promise<T> {
      const known = kept.get(key);
      if (known && performance.now() - known.at < FRESH_MS) return known.value;
      const entry = { at: performance.now(), value: inTime(load(key)) };
      kept.set(key, entry);
      entry.value.catch(() => kept.get(key) === entry && kept.delete(key));
      return entry.value;
    },
    drop: (): void => kept.clear(),
  };
}

/** Reads what is known of the lines, once for all concurrent requests. */
export function createLines({
  config,
  store,
  clock,
  stopping,
  log,
}: Pick<Deps, 'config' | 'store' | 'clock' | 'stopping' | 'log'>): Lines {
  const desk = shared(async () => {
    const agents = await store.agents.all();
    const now = clock();
    const open = openLines(config.current().shop, now);
    return { agents, waiting: await store.tickets.callable(now, open) };
  });
  const lines = shared(async (line) => ({
    state: await store.lines.state(line),
    talk: await store.tickets.recentTalk(line, clock() - TALK_WITHIN_MS, MAX_CALLS),
  }));
  let changes = 0;
  function forget(): void {
    changes++;
    desk.drop();
    lines.drop();
  }
  const unsubscribe = store.subscribe(({ kind }) => {
    if (kind !== 'outbox') forget();
  });
  stopping.addEventListener('abort', unsubscribe, { once: true });

  /** The last status of each line, and what it follows from. */
  const judged = new Map<string, { from: readonly unknown[]; status: LineStatus }>();

  const read = (line: string) => Promise.all([desk.get(''), lines.get(line)]);

  const factsOf = (
    [{ agents, waiting }, { state, talk }]: Awaited<ReturnType<typeof read>>,
    line: string,
  ): Facts => ({
    state,
    talk,
    agents: agents.filter((agent) => serves(agent, line)),
    waiting: waiting.get(line) ?? 0,
  });

  return {
    facts: async (line) => factsOf(await read(line), line),
    forget,
    changes: () => changes,
    async status(line) {
      const { shop } = config.current();
      if (!Object.hasOwn(shop.lines, line)) return undefined;
      const { hours, context, timeZone } = lineHours(shop, line);
      const hoursAt = (instant: number): Status => statusByHours(hours, context, instant);
      try {
        const known = await read(line);
        const now = clock();
        const from = [shop, Math.floor(now / SECOND), ...known];
        const last = judged.get(line);
        if (last?.from.every((part, index) => part === from[index])) return last.status;
        const status = lineStatus({ hoursAt, timeZone, ...factsOf(known, line), now });
        judged.set(line, { from, status });
        return status;
      } catch (err) {
        // The next request tries again.
        changes++;
        log.warn({ err }, 'cannot read the facts of a line');
        const byHours = hoursAt(clock());
        return {
          status: byHours.state === 'closed' ? byHours : { state: 'unknown', asOf: byHours.asOf },
          source: 'hours',
        };
      }
    },
  };
}
