import type { Status } from '../../../src/contract/contact.ts';
import { statusByHours } from '../../../src/core/hours-status.ts';
import { DAY } from '../../../src/core/time.ts';
import type { AgentRecord } from '../domain/agent.ts';
import { lineHours } from '../domain/line-hours.ts';
import { lineStatus, type LineStatus } from '../domain/line-status.ts';
import { isCallable } from '../../wire/queue-order.ts';
import type { Deps } from '../deps.ts';
import type { LineState } from '../domain/line-state.ts';

/** So long many requests share one look at the database, unless something changes before. */
const FRESH_MS = 1_500;
/** A member who wants a number does not wait longer for a database than this. */
const PATIENCE_MS = 2_000;
/** Which calls tell how long a call takes now. */
const TALK_WITHIN_MS = DAY;
const TALK_MOST = 20;

/** What is known of a line besides its hours. */
export interface Facts {
  state: LineState;
  agents: readonly AgentRecord[];
  /** Tickets of this line that could be called now. */
  waiting: number;
  /** Lengths of the latest calls, ms. */
  talk: readonly number[];
}

export interface Lines {
  /** @throws where the database does not answer */
  facts(line: string): Promise<Facts>;
  /** Undefined where the config has no such line. Without its database the desk knows the hours alone: `closed` by them, or `unknown`. */
  status(line: string): Promise<LineStatus | undefined>;
  /** Looks anew: whoever has changed something does not wait until they are told of it. */
  forget(): void;
}

function inTime<T>(task: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database is slow')), PATIENCE_MS);
  });
  return Promise.race([task, late]).finally(() => clearTimeout(timer));
}

/** Keeps what a load brings for a while, for all who ask; a failure is not kept. */
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

/** What is known of the lines, gathered for all requests together. */
export function createLines({
  config,
  store,
  clock,
  stopping,
  log,
}: Pick<Deps, 'config' | 'store' | 'clock' | 'stopping' | 'log'>): Lines {
  const desk = shared(async () => ({
    agents: await store.agents.all(),
    open: await store.tickets.open(),
  }));
  const lines = shared(async (line) => ({
    state: await store.lines.state(line),
    talk: await store.tickets.recentTalk(line, clock() - TALK_WITHIN_MS, TALK_MOST),
  }));
  function forget(): void {
    desk.drop();
    lines.drop();
  }
  const unsubscribe = store.subscribe(({ kind }) => {
    if (kind !== 'outbox') forget();
  });
  stopping.addEventListener('abort', unsubscribe, { once: true });

  async function facts(line: string): Promise<Facts> {
    const [{ agents, open }, { state, talk }] = await Promise.all([desk.get(''), lines.get(line)]);
    const now = clock();
    return {
      state,
      talk,
      agents,
      waiting: open.filter((ticket) => ticket.line === line && isCallable(ticket, now)).length,
    };
  }

  return {
    facts,
    forget,
    async status(line) {
      const { shop } = config.current();
      if (!Object.hasOwn(shop.lines, line)) return undefined;
      const { hours, context } = lineHours(shop, line);
      const hoursAt = (instant: number): Status => statusByHours(hours, context, instant);
      try {
        return lineStatus({ hoursAt, ...(await facts(line)), now: clock() });
      } catch (err) {
        log.warn({ err }, 'the facts of a line are not to be had');
        const byHours = hoursAt(clock());
        return {
          status: byHours.state === 'closed' ? byHours : { state: 'unknown', asOf: byHours.asOf },
          source: 'hours',
        };
      }
    },
  };
}
