import type { Role } from '../../../wire/agent.ts';
import { STREAM_BEAT_MS, type StreamEvent } from '../../../wire/stream.ts';
import type { Deps } from '../../deps.ts';
import { isOpen } from '../../../../src/core/ticket-status.ts';
import { createStreamSet } from '../../http/stream-set.ts';
import type { Change } from '../../store/store.ts';
import { renewPresence } from './presence.ts';
import { isConnected } from '../../domain/agent.ts';
import { createCallerKeys } from './caller-keys.ts';
import { queueRow } from './queue-row.ts';

/** An agent may have several windows open; more streams than this are not opened by a person. */
const MAX_PER_AGENT = 20;

/** A connected console. All calls return at once. */
export interface ConsoleStream {
  /** Id of the agent. */
  agent: string;
  role: Role;
  /** Id of the session. */
  session: string;
  send(event: StreamEvent): void;
  end(): void;
}

export interface StreamHub {
  /**
   * Tells a console of changes until `over` is aborted. Connecting counts as presence of the agent;
   * after that, `POST /beat` does.
   * @returns false when the agent has too many streams
   */
  add(stream: ConsoleStream, over: AbortSignal): Promise<boolean>;
}

type Needs = Pick<Deps, 'config' | 'store' | 'secret' | 'clock' | 'log' | 'stopping'>;

/** Reads each change once and tells all connected consoles. */
export function createStreamHub(
  { config, store, secret, clock, log, stopping }: Needs,
  beatMs = STREAM_BEAT_MS,
): StreamHub {
  const changed = { tickets: new Set<string>(), team: false, lines: false, outbox: false };
  const keysOf = createCallerKeys(secret);
  /** Time of the last reported nudge by ticket, epoch ms: each nudge is reported once. */
  const nudges = new Map<string, number>();
  /** Number of `queue` events that were sent to all consoles. */
  let told = 0;
  let telling: Promise<void> = Promise.resolve();
  /** Ids of the connected agents in the last report. */
  let connected = '';
  /** The config that consoles know. */
  let known = config.current();

  const { streams, add, remove, end, endAll } = createStreamSet<ConsoleStream>({
    store,
    stopping,
    tickMs: beatMs,
    onChange: note,
    // One after the other, so that a later event is never older.
    tell: () => void (telling = telling.then(tellChanges).catch(endAfterFailure)),
    // A database that is busy for a moment costs a beat, not the connection.
    tick: () =>
      void tick().catch((err: unknown) =>
        log.error({ err }, 'sessions and presence of open consoles cannot be checked'),
      ),
  });

  const sendAll = (event: StreamEvent): void => streams.forEach((stream) => stream.send(event));

  /**
   * Keeps connections alive, and lets consoles check them. It does not count as presence of the
   * agent: their laptop may have vanished.
   */
  const beat = (): StreamEvent => ({ event: 'beat', data: { asOf: clock(), told } });

  function note(change: Change): boolean {
    // Changes were missed: consoles connect again, and then read everything anew.
    if (change.kind === 'resync') {
      endAll();
      return false;
    }
    if (change.kind === 'ticket') changed.tickets.add(change.number);
    else if (change.kind === 'team') changed.team = true;
    else if (change.kind === 'line' || change.kind === 'shop') changed.lines = true;
    else changed.outbox = true;
    return true;
  }

  /** Ends the streams of sessions that have ended. */
  async function checkSessions(): Promise<void> {
    const now = clock();
    for (const stream of [...streams]) {
      if (await store.sessions.live(stream.session, now)) continue;
      stream.send({ event: 'signed-out', data: {} });
      end(stream);
    }
  }

  async function tellTicket(number: string): Promise<void> {
    const ticket = await store.tickets.find(number);
    const row =
      ticket && isOpen(ticket.status) ? { ...queueRow(ticket), same: keysOf(ticket) } : null;
    const nudgedAt = row ? (ticket?.nudgedAt ?? undefined) : undefined;
    const last = ticket?.timeline.at(-1);
    const isNewNudge =
      nudgedAt !== undefined &&
      (last?.kind === 'nudged' || last?.kind === 'ready') &&
      nudges.get(number) !== nudgedAt;
    if (nudgedAt === undefined) nudges.delete(number);
    else nudges.set(number, nudgedAt);
    told++;
    sendAll({
      event: 'queue',
      data: {
        number,
        row,
        ...(isNewNudge && { nudged: true }),
        // Consoles compare with the row that they have: said again, it is no news.
        ...(row && last?.kind === 'transferred' && { transferredBy: last.agent ?? '' }),
      },
    });
  }

  async function tellChanges(): Promise<void> {
    const { team, lines, outbox } = changed;
    const numbers = [...changed.tickets];
    changed.tickets.clear();
    changed.team = changed.lines = changed.outbox = false;
    if (team) await checkSessions();
    for (const number of numbers) await tellTicket(number);
    if (team) sendAll({ event: 'team', data: {} });
    if (lines) sendAll({ event: 'lines', data: {} });
    if (outbox)
      for (const stream of streams)
        if (stream.role === 'supervisor') stream.send({ event: 'deliveries', data: {} });
  }

  /** Consoles that connect again read everything anew, so that no change is lost. */
  function endAfterFailure(err: unknown): void {
    log.error({ err }, 'changes cannot be told to consoles');
    endAll();
  }

  /** Reports agents whose presence has expired: nothing else notices a closed laptop. */
  async function checkPresence(): Promise<void> {
    const now = clock();
    const ids = (await store.agents.all())
      .filter((agent) => isConnected(agent, now))
      .map(({ id }) => id)
      .join();
    if (ids === connected) return;
    connected = ids;
    sendAll({ event: 'team', data: {} });
  }

  /** Reports a new config: consoles show its lines, hours and names. */
  function checkConfig(): void {
    if (known === config.current()) return;
    known = config.current();
    sendAll({ event: 'lines', data: {} });
  }

  async function tick(): Promise<void> {
    checkConfig();
    await checkSessions();
    sendAll(beat());
    await checkPresence();
  }

  return {
    async add(stream, over) {
      const ofAgent = [...streams].filter(({ agent }) => agent === stream.agent).length;
      if (ofAgent >= MAX_PER_AGENT) return false;
      add(stream);
      over.addEventListener('abort', () => remove(stream), { once: true });
      try {
        await renewPresence(stream.agent, { store, clock });
      } catch (error) {
        // The stream is not opened: it takes no place, and nobody is present through it.
        end(stream);
        throw error;
      }
      stream.send(beat());
      return true;
    },
  };
}
