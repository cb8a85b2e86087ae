import type { Role } from '../../../wire/agent.ts';
import type { StreamEvent } from '../../../wire/stream.ts';
import { queueRow } from './queue-row.ts';
import { isOpen } from '../../../../src/core/ticket-status.ts';
import type { Change } from '../../store/store.ts';
import type { Deps } from '../../deps.ts';
import { renewPresence } from './presence.ts';
import { isConnected } from '../../domain/agent.ts';

/** Less by far than the minute after which proxies cut what is silent. */
const BEAT_MS = 15_000;
/** Changes that come together are told together, ms. */
const GATHER_MS = 50;
/** Several windows of one agent count as one; beyond this it is no longer a person. */
const MOST_PER_AGENT = 20;

/** A console that is connected. All calls return at once. */
export interface Listener {
  /** Id of the agent. */
  agent: string;
  role: Role;
  /** Id of the session. */
  session: string;
  send(event: StreamEvent): void;
  /** A sign of life of the desk's, not of the agent's: what is written may be read by nobody any more. */
  beat(): void;
  end(): void;
}

export interface StreamHub {
  /** Tells a console of changes until it is gone. Its agent is there now; that they stay, its beats say. False where the agent has too many. */
  add(listener: Listener, gone: AbortSignal): Promise<boolean>;
  /** How many consoles are connected. */
  open(): number;
}

type Needs = Pick<Deps, 'store' | 'clock' | 'log' | 'stopping'>;

/** Looks at what has changed once for all consoles. */
export function createStreamHub(
  { store, clock, log, stopping }: Needs,
  beatMs = BEAT_MS,
): StreamHub {
  const listeners = new Set<Listener>();
  const changed = { tickets: new Set<string>(), team: false, lines: false, outbox: false };
  /** When the member nudged, by ticket: told once. */
  const nudges = new Map<string, number>();
  let gathering: NodeJS.Timeout | undefined;
  let beating: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();
  let connected = '';

  const sendAll = (event: StreamEvent): void =>
    listeners.forEach((listener) => listener.send(event));

  function remove(listener: Listener): void {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(beating);
    beating = undefined;
  }

  function end(listener: Listener): void {
    remove(listener);
    listener.end();
  }

  /** Ends the streams of sessions that have ended. */
  async function checkSessions(): Promise<void> {
    const now = clock();
    for (const listener of [...listeners]) {
      if (await store.sessions.live(listener.session, now)) continue;
      listener.send({ event: 'signed-out', data: {} });
      end(listener);
    }
  }

  async function tellTicket(number: string): Promise<void> {
    const ticket = await store.tickets.find(number);
    const row = ticket && isOpen(ticket.status) ? queueRow(ticket) : null;
    const nudgedAt = row ? (ticket?.nudgedAt ?? undefined) : undefined;
    const nudged =
      nudgedAt !== undefined &&
      ticket?.timeline.at(-1)?.kind === 'nudged' &&
      nudges.get(number) !== nudgedAt;
    if (nudgedAt === undefined) nudges.delete(number);
    else nudges.set(number, nudgedAt);
    sendAll({ event: 'queue', data: { number, row, ...(nudged && { nudged }) } });
  }

  async function tell(): Promise<void> {
    const { team, lines, outbox } = changed;
    const numbers = [...changed.tickets];
    changed.tickets.clear();
    changed.team = changed.lines = changed.outbox = false;
    if (team) await checkSessions();
    for (const number of numbers) await tellTicket(number);
    if (team) sendAll({ event: 'team', data: {} });
    if (lines) sendAll({ event: 'lines', data: {} });
    if (outbox)
      for (const listener of listeners)
        if (listener.role === 'supervisor') listener.send({ event: 'deliveries', data: {} });
  }

  /** What could not be told is not lost either. */
  function failed(err: unknown): void {
    log.error({ err }, 'consoles cannot be told');
    [...listeners].forEach(end);
  }

  function gather(change: Change): void {
    if (listeners.size === 0) return;
    // A console that connects anew asks for everything.
    if (change.kind === 'resync') return [...listeners].forEach(end);
    if (change.kind === 'ticket') changed.tickets.add(change.number);
    else if (change.kind === 'team') changed.team = true;
    else if (change.kind === 'line') changed.lines = true;
    else changed.outbox = true;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      // One after the other: what is told later is newer.
      telling = telling.then(tell).catch(failed);
    }, GATHER_MS);
  }

  /** Nobody says that they have closed their laptop. */
  async function watchTeam(): Promise<void> {
    const now = clock();
    const there = (await store.agents.all())
      .filter((agent) => isConnected(agent, now))
      .map(({ id }) => id);
    if (there.join() === connected) return;
    connected = there.join();
    sendAll({ event: 'team', data: {} });
  }

  async function beat(): Promise<void> {
    await checkSessions();
    for (const listener of listeners) listener.beat();
    await watchTeam();
  }

  const unsubscribe = store.subscribe(gather);
  stopping.addEventListener(
    'abort',
    () => {
      unsubscribe();
      clearTimeout(gathering);
      for (const listener of [...listeners]) end(listener);
    },
    { once: true },
  );

  return {
    open: () => listeners.size,
    async add(listener, gone) {
      if ([...listeners].filter(({ agent }) => agent === listener.agent).length >= MOST_PER_AGENT)
        return false;
      listeners.add(listener);
      gone.addEventListener('abort', () => remove(listener), { once: true });
      // A database that is busy for a moment costs a beat, not the connection.
      beating ??= setInterval(
        () =>
          void beat().catch((err: unknown) =>
            log.error({ err }, 'open consoles cannot be looked after'),
          ),
        beatMs,
      ).unref();
      try {
        await renewPresence(listener.agent, { store, clock });
      } catch (error) {
        // Nobody reads a stream that was not opened, and nobody is kept there for it.
        end(listener);
        throw error;
      }
      if (stopping.aborted) end(listener);
      return true;
    },
  };
}
