import type { Brief } from '../../../src/contract/callback.ts';
import type { SessionRecord } from '../auth/session.ts';
import type { AgentRecord } from '../domain/agent.ts';
import type { Presence, Role } from '../../wire/agent.ts';
import type { AuditEntry, Decision, SlotToTake } from '../domain/change.ts';
import type { HotlineEventType } from '../../wire/hotline-event.ts';
import type { LineState } from '../domain/line-state.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { RandomBytes } from '../domain/random.ts';
import type { StoredTicket, TicketNote, TicketRecord } from '../domain/ticket.ts';
import type { WallTicket } from '../domain/wall.ts';

/** Which receivers are told of an event, and what. The config decides, so every process answers the same. */
export type Announce = (type: HotlineEventType, ticket: TicketRecord) => readonly OutboxMessage[];

export interface StoreOptions {
  /** Refuse to open a database file that is not there, instead of making an empty one. */
  mustExist?: boolean;
  /** For ids. */
  random?: RandomBytes;
  /** Called in the transaction that changes a ticket. Where absent, nobody is told of anything. */
  announce?: Announce;
  /** Called with errors that no caller sees: a lost connection, a listener that throws. */
  warn?: (error: unknown) => void;
}

export interface CreateTicket {
  /**
   * Makes a ticket of status `waiting` with a number of its own; called again where that number is taken. It may refuse only
   * here, because a repeated request is answered although its slot is no longer offered.
   */
  mint: () => TicketRecord | 'unknown-slot';
  phone: string;
  now: number;
  /** HMACs of the key and of what it was sent with. */
  idempotency: { keyHash: string; fingerprint: string };
  /** So many tickets of one phone number may be open or have been made within a day. */
  perNumberPerDay: number;
  /** The booked slot. Its place is taken in the same transaction. */
  take?: SlotToTake;
}

export type CreateOutcome =
  | { kind: 'created' | 'replayed'; ticket: StoredTicket }
  /** The key was already used with something else. */
  | { kind: 'key-reused' }
  | { kind: 'slot-full' }
  /** What `mint` refused. */
  | { kind: 'unknown-slot' }
  | { kind: 'too-many'; retryAfterMs: number };

export type ChangeOutcome<Refusal extends string> =
  | { ok: true; ticket: StoredTicket }
  /** `ticket` as it is; absent where there is none. */
  | { ok: false; refusal: Refusal | 'missing' | 'slot-full'; ticket?: StoredTicket };

/** Something that consoles or panels show has changed, here or in another process. */
export type Change =
  | { kind: 'ticket'; number: string }
  | { kind: 'line'; line: string }
  | { kind: 'team' }
  | { kind: 'outbox' }
  /** The way to the other processes was lost for a time, and changes may have been missed: everything is to be asked for again. */
  | { kind: 'resync' };

export interface Tickets {
  /** Ticket, first event, place, idempotency record and `callback.created` in one transaction. */
  create(request: CreateTicket): Promise<CreateOutcome>;
  find(number: string): Promise<StoredTicket | undefined>;
  /**
   * Reads a ticket, lets a rule decide, and carries out its change, all in one transaction in which nobody else changes that ticket.
   * `decide` may be called again and does nothing but decide.
   */
  change<Refusal extends string>(
    number: string,
    now: number,
    decide: (ticket: StoredTicket) => Decision<Refusal>,
  ): Promise<ChangeOutcome<Refusal>>;
  /**
   * The same for the first ticket of the queue that waits and may be called (`notBefore` past), skipping tickets that others are changing.
   * `missing` where nothing waits.
   */
  changeNext<Refusal extends string>(
    now: number,
    decide: (ticket: StoredTicket) => Decision<Refusal>,
  ): Promise<ChangeOutcome<Refusal>>;
  /** All open tickets in the order of the queue (`wire/queue-order.ts`). */
  open(): Promise<TicketRecord[]>;
  /** Numbers of held tickets whose claim has run out. */
  lapsed(now: number): Promise<string[]>;
  /** Numbers of open tickets whose promise is broken and not yet marked so. */
  overdue(now: number): Promise<string[]>;
  /** Renews the claims of an agent. */
  renewClaims(agent: string, until: number): Promise<void>;
  notes(number: string): Promise<TicketNote[]>;
  /** Newest first: this member's, or where they are not known, this number's, without the one named. */
  earlier(ticket: TicketRecord, most: number): Promise<TicketRecord[]>;
  /** Newest first; what fits any of those given. `orderNumber` in any case; `phoneTail` the last four digits. */
  search(
    by: { number?: string; orderNumber?: string; phoneTail?: string },
    most: number,
  ): Promise<TicketRecord[]>;
  /** What the wall counts: tickets created, closed or rated since and all that are open, oldest first. */
  since(from: number): Promise<WallTicket[]>;
  /** What the calls of the tickets of a line took that ended last, ms, newest first. */
  recentTalk(line: string, since: number, most: number): Promise<number[]>;
  /** Ended before, not yet erased. */
  erasable(endedBefore: number, most: number): Promise<string[]>;
  /** Taken places of a line's windows that begin in [from, to). */
  taken(line: string, from: number, to: number): Promise<ReadonlyMap<number, number>>;
}

export interface Agents {
  /** False where that login is taken. */
  add(agent: AgentRecord, audit: AuditEntry): Promise<boolean>;
  byLogin(login: string): Promise<AgentRecord | undefined>;
  byId(id: string): Promise<AgentRecord | undefined>;
  all(): Promise<AgentRecord[]>;
  /**
   * Ends all sessions of an agent whose password or role changes, or who is disabled. Changes nothing where nobody would be left to be supervisor.
   * @param knownHash Changes nothing, and answers undefined, where the hash of the password is another by now
   */
  update(
    id: string,
    set: Partial<{ name: string; role: Role; passwordHash: string; disabledAt: number | null }>,
    now: number,
    audit: AuditEntry,
    knownHash?: string,
  ): Promise<AgentRecord | 'last-supervisor' | undefined>;
  setPresence(id: string, presence: Presence, now: number): Promise<void>;
  /** The agent's console is connected. Tells nobody unless the agent was not there before. */
  seen(id: string, now: number): Promise<void>;
}

export interface Sessions {
  /** False where the agent's password is another by now, or they are disabled: then nothing is added. */
  add(session: SessionRecord, passwordHash: string): Promise<boolean>;
  /** The session with this token, or with the one before it while that still counts. */
  find(
    tokenHash: string,
    now: number,
  ): Promise<(SessionRecord & { isPrevious: boolean }) | undefined>;
  /** Replaces the token unless another request already has; whether it did. */
  rotate(
    id: string,
    from: string,
    to: string,
    now: number,
    previousUntil: number,
  ): Promise<boolean>;
  /** Whether a session is neither ended nor expired, whatever its token is by now: asked for by streams, which outlast tokens. */
  live(id: string, now: number): Promise<boolean>;
  end(id: string): Promise<void>;
  endExpired(now: number): Promise<void>;
}

export interface LineStates {
  state(line: string): Promise<LineState>;
  /** Replaces the parts given; null removes one. */
  setState(
    line: string,
    set: {
      closed?: LineState['closed'] | null;
      wait?: LineState['wait'] | null;
      load?: LineState['load'] | null;
    },
    now: number,
    audit?: AuditEntry,
  ): Promise<void>;
}

export interface AuditRecord {
  id: string;
  at: number;
  actor: string;
  action: string;
  ticket: string | null;
  detail: string | null;
}

export interface Audit {
  add(now: number, entry: AuditEntry & { ticket?: string }): Promise<void>;
  /** Newest first; `before` an id from an earlier page. */
  list(
    filter: { before?: string; actor?: string; ticket?: string },
    most: number,
  ): Promise<AuditRecord[]>;
}

export interface Delivery {
  id: string;
  createdAt: number;
  /** `webhook:<id>` or `bot:<id>`. */
  target: string;
  type: string;
  payload: string;
  /** `pending` until `delivered` or, after the last attempt, `dead`. */
  status: 'pending' | 'delivered' | 'dead';
  attempts: number;
  nextAt: number;
  /** A status or a kind of failure, never a body. */
  lastError: string | null;
  deliveredAt: number | null;
}

export interface Outbox {
  /** Takes up to `most` messages of one target that are due, oldest first; nobody else takes them before `lockedUntil`. */
  take(target: string, now: number, lockedUntil: number, most: number): Promise<Delivery[]>;
  /** Targets that have something due. */
  dueTargets(now: number): Promise<string[]>;
  delivered(ids: readonly string[], now: number): Promise<void>;
  /** `nextAt` undefined: no more attempts. */
  failed(ids: readonly string[], error: string, nextAt: number | undefined): Promise<void>;
  list(status: 'pending' | 'dead', most: number): Promise<Delivery[]>;
  /** Whether there was a dead letter with that id. */
  redeliver(id: string, now: number, audit: AuditEntry): Promise<boolean>;
  /** Counts by target and status. */
  counts(): Promise<{ target: string; status: Delivery['status']; count: number }[]>;
  /** Forgets what was delivered before `delivered`, and what died before `dead`. */
  prune(before: { delivered: number; dead: number }): Promise<void>;
}

export interface Briefs {
  /** False where that code is in use. */
  add(brief: {
    code: string;
    createdAt: number;
    expiresAt: number;
    member: string | null;
    line: string;
    body: Brief;
  }): Promise<boolean>;
  find(
    code: string,
    now: number,
  ): Promise<{ createdAt: number; member: string | null; line: string; body: Brief } | undefined>;
  removeExpired(now: number): Promise<void>;
}

/** What the routes, jobs and commands need of a database. Everything that is answered is on the disk. */
export interface Store {
  /** The value kept under a name; `make` gives it the first time. */
  setting(name: string, make: () => string): Promise<string>;
  tickets: Tickets;
  agents: Agents;
  sessions: Sessions;
  lines: LineStates;
  audit: Audit;
  outbox: Outbox;
  briefs: Briefs;
  /**
   * Comes after erasing: nothing of what was erased or deleted is left in the database's files. On PostgreSQL they are the server's, and nothing is done.
   * @throws where another process has not let go of them for seconds; the same may succeed later
   */
  forgetErased(): Promise<void>;
  /** Tells of changes after they are committed, on PostgreSQL those of other processes too. Returns how to stop. */
  subscribe(listener: (change: Change) => void): () => void;
  /** Rejects where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
