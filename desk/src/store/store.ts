import type { Notice, SetHours, ShopChanges } from '../domain/shop-changes.ts';
import type { Brief } from '../../../src/contract/callback.ts';
import type { HandoffRequest } from '../../../src/contract/handoff.ts';
import type { SessionRecord } from '../auth/session.ts';
import type { AgentRecord } from '../domain/agent.ts';
import type { Presence } from '../../wire/agent.ts';
import type { AuditEntry, Decision, ReportedCall, SlotToTake } from '../domain/change.ts';
import type { OpenLines } from '../../wire/calling-hours.ts';
import type { HotlineEventType } from '../../wire/hotline-event.ts';
import type { MergeDecision, MergeRefusal } from '../domain/merge.ts';
import type { FigureRow, Span } from '../domain/figures.ts';
import type { LineState } from '../domain/line-state.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { QueueCounts } from '../domain/queue-counts.ts';
import type { RandomBytes } from '../domain/random.ts';
import type { StoredTicket, TicketNote, TicketRecord } from '../domain/ticket.ts';
import type { WallDay, WallFigures, WallTicket } from '../domain/wall.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import type { TicketEvent } from '../../wire/ticket.ts';

/** The messages that announce an event. The config decides, so all processes make the same ones. */
export type Announce = (type: HotlineEventType, ticket: TicketRecord) => readonly OutboxMessage[];

export interface StoreOptions {
  /** Refuse to open a database file that is not there, instead of making an empty one. */
  mustExist?: boolean;
  /** For ids. */
  random?: RandomBytes;
  /** Called in the transaction that changes a ticket. Without it, no events are announced. */
  announce?: Announce;
  /** Called with errors that no caller sees: a lost connection, a listener that throws. */
  warn?: (error: unknown) => void;
  /**
   * Epoch ms. With it, the store deletes nothing early when the clock jumps ahead. Without it, it
   * believes the instants that it is given.
   */
  clock?: () => number;
  /** Where the bytes of screenshots are kept, if not in the database. */
  attachmentFiles?: AttachmentFiles;
}

export type OpenOptions = Required<Omit<StoreOptions, 'clock' | 'attachmentFiles'>> &
  Pick<StoreOptions, 'clock' | 'attachmentFiles'>;

/** A limit: at most `points` within `ms`, counted from the first. */
export interface Limit {
  /** What is counted. Holds no personal data. */
  key: string;
  points: number;
  ms: number;
  /** How many points are taken at once; 1 unless it says so. */
  cost?: number;
}

/** Points that {@link Throttle.take} took. */
export type Taken = readonly { key: string; expiresAt: number }[];

/** Limits that all desks on one database count together. */
export interface Throttle {
  /**
   * Takes a point from each of these limits, or from none.
   * @returns the ms to wait, when one of them has none left
   */
  take(
    limits: readonly Limit[],
    now: number,
  ): Promise<{ ok: true; taken: Taken } | { ok: false; retryAfterMs: number }>;
  /** Gives points back, unless their time is over anyway. */
  giveBack(taken: Taken): Promise<void>;
  /** Gives all points of a limit back. */
  clear(key: string): Promise<void>;
  removeExpired(now: number): Promise<void>;
}

export interface CreateTicket {
  /**
   * Makes a ticket of status `waiting` with a number of its own. Called again when the number is
   * taken. Refused only here, because a repeated request gets its ticket although the slot is no
   * longer offered.
   */
  mint: () => TicketRecord | 'unknown-slot';
  phone: string;
  now: number;
  /** Steps of its timeline after the creation. */
  moreSteps?: readonly TicketEvent[];
  /** HMACs of the key and of the request body. */
  idempotency: { keyHash: string; fingerprint: string };
  /** Limit of tickets of one phone number that are open or were made within a day. */
  perNumberPerDay: number;
  /** Limit of one sender: a point is taken together with the ticket, or not at all. */
  limit?: Limit;
  /** The booked slot. Its place is taken in the same transaction. */
  take?: SlotToTake;
  /** Ids of screenshots, which are claimed in the same transaction. */
  attachments?: readonly string[];
}

/** Nothing was stored, because these of the named screenshots are unknown, expired or claimed. */
export interface UnknownAttachment {
  kind: 'unknown-attachment';
  /** Their places in the request. */
  at: readonly number[];
}

export type CreateOutcome =
  | { kind: 'created' | 'replayed'; ticket: StoredTicket }
  /** The key was used before with another body. */
  | { kind: 'key-reused' }
  | { kind: 'slot-full' }
  /** What `mint` refused. */
  | { kind: 'unknown-slot' }
  | UnknownAttachment
  /** Of this number, or of the sender. */
  | { kind: 'too-many'; retryAfterMs: number }
  | { kind: 'too-many-requests'; retryAfterMs: number };

/** What was stored under an Idempotency-Key; undefined when nothing was. */
export type Replay =
  { kind: 'replayed'; ticket: StoredTicket } | { kind: 'key-reused' } | undefined;

export type ChangeOutcome<Refusal extends string> =
  | { ok: true; ticket: StoredTicket }
  /**
   * `ticket` is unchanged; absent when there is no such ticket. `on-a-call`: the agent would be on
   * two calls at once. `unknown-attachment`: of the screenshots that it claims, those `at` these
   * places are not there to be claimed.
   */
  | {
      ok: false;
      refusal: Refusal | 'missing' | 'slot-full' | 'on-a-call' | 'unknown-attachment';
      ticket?: StoredTicket;
      at?: readonly number[];
    };

/** By what tickets of one caller are recognised. */
export interface Alike {
  /** This ticket too. */
  number?: string | undefined;
  /** E.164; empty when it is not known. */
  phone: string;
  extension: string | null;
  member: string | null;
  orderNumber: string | null;
}

export type MergeOutcome =
  | { ok: true; ticket: StoredTicket }
  /** Nothing is changed. `number`: the ticket that does not let it, or does not exist. */
  | { ok: false; refusal: MergeRefusal | 'missing'; number: string };

export interface OpenCall {
  /** Makes the ticket of a call, with a number of its own. Called again when the number is taken. */
  mint: () => TicketRecord;
  now: number;
  /** Id of the agent who took the call. */
  agent: string;
  /** HMACs of the agent's key for this call, and of what they typed. */
  idempotency: CreateTicket['idempotency'];
  alike: Alike;
  /** Numbers of open tickets that the agent was offered and did not take up. */
  seen: readonly string[];
  /** Code of the brief that the caller has read out. */
  code?: string | undefined;
}

export type OpenCallOutcome =
  | { kind: 'created' | 'replayed'; ticket: StoredTicket }
  | { kind: 'key-reused' }
  /** Open tickets of the same caller, some of which the agent has not seen. Nothing was stored. */
  | { kind: 'open-tickets'; tickets: TicketRecord[] }
  /** The agent is on a call already, with this ticket. */
  | { kind: 'on-a-call'; number: string };

/** A change that consoles or panels show, made by this process or another. */
export type Change =
  | { kind: 'ticket'; number: string }
  | { kind: 'line'; line: string }
  | { kind: 'team' }
  /** Notices or exceptional hours. */
  | { kind: 'shop' }
  | { kind: 'outbox' }
  /**
   * The connection to other processes was interrupted and changes may be missing: read everything
   * again.
   */
  | { kind: 'resync' };

/** What agents see of a ticket in the queue. */
export type QueueTicket = Pick<
  TicketRecord,
  | 'number'
  | 'status'
  | 'tier'
  | 'line'
  | 'extension'
  | 'origin'
  | 'topic'
  | 'urgent'
  | 'senior'
  | 'attempts'
  | 'createdAt'
  | 'dueAt'
  | 'notBefore'
  | 'windowFrom'
  | 'windowTo'
  | 'claimedBy'
  | 'claimedAt'
  | 'nudgedAt'
  | 'answeredAt'
  | 'reportedAt'
  | 'phone'
  | 'orderNumber'
  | 'note'
  | 'memberName'
  | 'member'
>;

/** What decides a ticket's place in the queue, see `compareQueue`. */
export type QueuePlace = Pick<TicketRecord, 'dueAt' | 'createdAt' | 'number'>;

/** A member's newest open ticket, or their newest, and how many more are open. */
export interface FirstOfMember extends Pick<TicketRecord, 'number' | 'status'> {
  othersOpen: number;
}

/** A call that a member reported, first at `at` (epoch ms). */
export interface CallReport extends ReportedCall {
  at: number;
}

export interface Tickets {
  /**
   * Stores the ticket, its first event, its slot, the idempotency key and the message
   * `callback.created` in one transaction.
   */
  create(request: CreateTicket): Promise<CreateOutcome>;
  /**
   * Stores the ticket of a call that has come in, unless the caller has open tickets that the agent
   * has not seen.
   */
  openCall(request: OpenCall): Promise<OpenCallOutcome>;
  /** Number of the ticket on which an agent is on a call. */
  callOf(agent: string): Promise<string | undefined>;
  /** Open tickets of the same phone, order or member, oldest first. */
  openAlike(alike: Alike, max: number): Promise<TicketRecord[]>;
  /** Looks an Idempotency-Key up, so that a repeated request is answered whatever has changed. */
  replay(idempotency: CreateTicket['idempotency'], now: number): Promise<Replay>;
  find(number: string): Promise<StoredTicket | undefined>;
  /** Who may see a ticket: hash of its key, and its member. One query, also without such a ticket. */
  owner(number: string): Promise<Pick<TicketRecord, 'keyHash' | 'member'> | undefined>;
  /**
   * At most `max` tickets of a member: open ones first, then those that ended since `endedSince`;
   * newest first.
   */
  ofMember(member: string, endedSince: number, max: number): Promise<TicketRecord[]>;
  /**
   * The first of {@link Tickets.ofMember}, and how many others are open. Read anew for each contact of
   * a member: other desks on the database tell what they have changed a moment later, on SQLite up to
   * a second.
   */
  firstOfMember(member: string, endedSince: number): Promise<FirstOfMember | undefined>;
  /** The ticket that an Idempotency-Key made, as long as the key is known. */
  findByKey(keyHash: string, now: number): Promise<StoredTicket | undefined>;
  /**
   * Reads a ticket, lets a rule decide, and applies its change in one transaction that locks the
   * ticket.
   * @param decide May be called more than once, so it must be pure
   */
  change<Refusal extends string>(
    number: string,
    now: number,
    decide: (ticket: StoredTicket) => Decision<Refusal>,
  ): Promise<ChangeOutcome<Refusal>>;
  /**
   * The same for the first callable ticket of the queue, skipping locked ones. Refused with
   * `missing` when none is callable.
   * @param open the lines that may call members at `now`
   * @param lines Only tickets of these lines, at least one; without them, of all
   */
  changeNext<Refusal extends string>(
    now: number,
    open: OpenLines,
    decide: (ticket: StoredTicket) => Decision<Refusal>,
    lines?: readonly string[],
  ): Promise<ChangeOutcome<Refusal>>;
  /**
   * Merges tickets into another one, all or none, in a transaction that locks all of them.
   * @param decide May be called more than once, so it must be pure
   */
  merge(
    request: { into: string; numbers: readonly string[]; now: number },
    decide: (into: StoredTicket, others: readonly StoredTicket[]) => MergeDecision,
  ): Promise<MergeOutcome>;
  /** Tickets that were merged into this one, oldest first. */
  mergedInto(number: string): Promise<TicketRecord[]>;
  /** All open tickets in queue order (`wire/queue-order.ts`). */
  open(): Promise<QueueTicket[]>;
  /**
   * At most `max` open tickets in queue order: those behind the place `after`, or the first ones
   * without it. There need be no ticket at that place any more.
   */
  openAfter(after: QueuePlace | undefined, max: number): Promise<QueueTicket[]>;
  /** Number of callable tickets by line; lines without any are left out. */
  callable(now: number, open: OpenLines): Promise<ReadonlyMap<string, number>>;
  /** Number of open tickets by the agent who holds them. */
  held(): Promise<ReadonlyMap<string, number>>;
  /** Counts the open tickets at `now` (epoch ms) by line; lines without any are left out. */
  queueCounts(now: number, open: OpenLines): Promise<ReadonlyMap<string, QueueCounts>>;
  /** Numbers of tickets whose claim has expired. */
  lapsed(now: number): Promise<string[]>;
  /** Numbers of open tickets whose promise is broken but not yet marked. */
  overdue(now: number): Promise<string[]>;
  /** Extends all claims of an agent to `until` (epoch ms). */
  renewClaims(agent: string, until: number): Promise<void>;
  /**
   * Lets claims that are later than any can be end at `until` (epoch ms): a clock that was ahead
   * wrote them. Agents who are there renew them.
   */
  shortenClaims(until: number): Promise<void>;
  /**
   * Numbers of tickets that a clock that was ahead has changed (`domain/correct-times.ts`), some of
   * them where there are many. None while the clock is behind.
   */
  ahead(now: number, max: number): Promise<string[]>;
  notes(number: string): Promise<TicketNote[]>;
  /** Calls that the members of these tickets, at least one, have reported, oldest first. */
  reports(numbers: readonly string[]): Promise<CallReport[]>;
  /** How many calls members reported in (from, to]. */
  reportCount(from: number, to: number): Promise<number>;
  /**
   * Other tickets of the same member, newest first; of the same phone number when the member is
   * unknown; of the same order when the number is unknown too.
   */
  earlier(
    ticket: Pick<TicketRecord, 'number' | 'member' | 'phone' | 'extension' | 'orderNumber'>,
    max: number,
  ): Promise<TicketRecord[]>;
  /**
   * Tickets that match any of the given values, newest first. `orderNumber` ignores case;
   * `phoneTail` is the last four digits.
   */
  search(
    by: { number?: string; orderNumber?: string; phoneTail?: string },
    max: number,
  ): Promise<TicketRecord[]>;
  /** Figures of the days of a wall, oldest first and without gaps. */
  wall(days: readonly WallDay[]): Promise<WallFigures>;
  /**
   * Tickets to which something happened in [from, to] (epoch ms), oldest first: they were created,
   * called for the first time, closed or rated, or their first call was due. Some others may be
   * among them.
   */
  within(from: number, to: number): Promise<WallTicket[]>;
  /** Call durations (ms) of a line's tickets that ended since `since`, newest first. */
  recentTalk(line: string, since: number, max: number): Promise<number[]>;
  /** Numbers of tickets that ended before `endedBefore` and are not erased yet. */
  erasable(endedBefore: number, max: number): Promise<string[]>;
  /** Number of taken places by start, of a line's slots that start in [from, to). */
  taken(line: string, from: number, to: number): Promise<ReadonlyMap<number, number>>;
}

export interface Agents {
  /** False when the login is taken. */
  add(agent: AgentRecord, audit: AuditEntry): Promise<boolean>;
  byLogin(login: string): Promise<AgentRecord | undefined>;
  byId(id: string): Promise<AgentRecord | undefined>;
  all(): Promise<AgentRecord[]>;
  /**
   * Changes an agent. A new password or role, or disabling, ends all their sessions. Refused when
   * no supervisor would be left.
   * @param knownHash Change nothing and return undefined when the password hash is another by now
   */
  update(
    id: string,
    set: Partial<Pick<AgentRecord, 'name' | 'role' | 'passwordHash' | 'disabledAt' | 'lines'>>,
    now: number,
    audit: AuditEntry,
    knownHash?: string,
  ): Promise<AgentRecord | 'last-supervisor' | undefined>;
  setPresence(id: string, presence: Presence, now: number): Promise<void>;
  /**
   * Records a beat of the agent's console. Tells subscribers only when the agent was not connected
   * before.
   */
  seen(id: string, now: number): Promise<void>;
}

export interface Sessions {
  /**
   * False, and nothing is added, when the agent's password has changed meanwhile or they are
   * disabled.
   */
  add(session: SessionRecord, passwordHash: string): Promise<boolean>;
  /** The session with this token, or with its previous token while that is valid. */
  find(
    tokenHash: string,
    now: number,
  ): Promise<(SessionRecord & { isPrevious: boolean }) | undefined>;
  /** Replaces the token; false when another request already has. */
  rotate(
    id: string,
    from: string,
    to: string,
    now: number,
    previousUntil: number,
  ): Promise<boolean>;
  /**
   * Whether a session has neither ended nor expired, whatever its token is. For streams, which
   * outlast tokens.
   */
  live(id: string, now: number): Promise<boolean>;
  end(id: string): Promise<void>;
  endExpired(now: number): Promise<void>;
}

export interface LineStates {
  state(line: string): Promise<LineState>;
  /**
   * Lets lines that were closed by a clock that was ahead open in time. Nothing while the clock is
   * behind.
   */
  correctTimes(now: number): Promise<void>;
  /** Replaces the given parts; null removes one. */
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
  /**
   * Remembers until `expiresAt` (epoch ms) to which line a message was first sent.
   * @returns that line
   */
  firstLineOf(hash: string, line: string, expiresAt: number, now: number): Promise<string>;
}

/** What supervisors set for a while. */
export interface ShopChangesStore {
  /** What has not ended by `now` (epoch ms), also what begins later. */
  list(now: number): Promise<ShopChanges>;
  addNotice(notice: Notice, now: number, audit: AuditEntry): Promise<void>;
  /** Lets a notice end now; false when there is none that runs or is planned. */
  endNotice(id: string, now: number, audit: AuditEntry): Promise<boolean>;
  /** Sets the hours of a line on a date; null lets the usual ones apply again. */
  setHours(
    line: string,
    date: string,
    set: Pick<SetHours, 'periods' | 'reason' | 'endsAt' | 'by'> | null,
    now: number,
    audit: AuditEntry,
  ): Promise<void>;
  /** Deletes what ended before this instant. */
  prune(before: number): Promise<void>;
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
  /** Entries, newest first; older than the entry with the id `before`. */
  list(
    filter: { before?: string; actor?: string; ticket?: string },
    max: number,
  ): Promise<AuditRecord[]>;
  /** Deletes entries that were written before this instant. */
  prune(before: number): Promise<void>;
}

export interface Delivery {
  id: string;
  createdAt: number;
  /** `webhook:<id>` or `bot:<id>`. */
  target: string;
  type: string;
  payload: string;
  /** `pending` until `delivered`, or `dead` after the last attempt. */
  status: 'pending' | 'delivered' | 'dead';
  attempts: number;
  nextAt: number;
  /** HTTP status or kind of failure, never a response body. */
  lastError: string | null;
  deliveredAt: number | null;
}

export interface Outbox {
  /** Leases up to `max` due messages of one target until `lockedUntil`, oldest first. */
  take(target: string, now: number, lockedUntil: number, max: number): Promise<Delivery[]>;
  /** Targets with due messages. */
  dueTargets(now: number): Promise<string[]>;
  delivered(ids: readonly string[], now: number): Promise<void>;
  /** Records a failed attempt. `nextAt` undefined: the message is `dead`. */
  failed(ids: readonly string[], error: string, nextAt: number | undefined): Promise<void>;
  list(status: 'pending' | 'dead', max: number): Promise<Delivery[]>;
  /** Sends a dead message again; false when there is none with this id. */
  redeliver(id: string, now: number, audit: AuditEntry): Promise<boolean>;
  /** Number of messages by target and status. */
  counts(): Promise<{ target: string; status: Delivery['status']; count: number }[]>;
  /** Deletes messages that were delivered, or dead, before these instants. */
  prune(before: { delivered: number; dead: number }, now: number): Promise<void>;
}

export interface Briefs {
  /** Adds a brief and takes a point from a limit of its sender, both or neither. */
  add(
    brief: {
      code: string;
      createdAt: number;
      expiresAt: number;
      member: string | null;
      tier?: string | null;
      line: string;
      body: Brief;
      /** Hash of the key by which its device follows the call. */
      keyHash?: string | null;
    },
    limit?: Limit,
    /** Ids of screenshots, which are claimed in the same transaction. */
    attachments?: readonly string[],
  ): Promise<
    | { kind: 'added' | 'code-taken' }
    | { kind: 'too-many-requests'; retryAfterMs: number }
    | UnknownAttachment
  >;
  find(
    code: string,
    now: number,
  ): Promise<
    | {
        createdAt: number;
        member: string | null;
        tier: string | null;
        line: string;
        body: Brief;
        /** Number of the ticket that an agent opened for a call with this code. */
        ticket: string | null;
      }
    | undefined
  >;
  /** What has become of the brief whose key has this hash. */
  findByKey(
    keyHash: string,
    now: number,
  ): Promise<{ expiresAt: number; ticket: string | null } | undefined>;
  removeExpired(now: number): Promise<void>;
}

/** What the desk keeps of a screenshot. */
export interface StoredAttachment {
  id: string;
  type: string;
  width: number;
  height: number;
  bytes: number;
  createdAt: number;
  /** Null once a ticket has it. */
  expiresAt: number | null;
}

export interface AddAttachment {
  id: string;
  picture: { type: string; width: number; height: number; data: Uint8Array };
  now: number;
  /** When it is deleted, unless it is claimed before. */
  expiresAt: number;
  /** HMACs of the key and of the file that was sent. */
  idempotency: CreateTicket['idempotency'];
  /** Limit of all screenshots together. */
  maxBytes: number;
}

/** What members take from a computer to their phone. */
export interface Handoffs {
  /** Adds one and takes a point from a limit of its sender, both or neither. */
  add(
    handoff: {
      idHash: string;
      createdAt: number;
      expiresAt: number;
      member: string | null;
      tier: string | null;
      body: HandoffRequest;
    },
    limit: Limit,
  ): Promise<{ ok: true } | { ok: false; retryAfterMs: number }>;
  find(
    idHash: string,
    now: number,
  ): Promise<
    | { expiresAt: number; deviceHash: string | null; tier: string | null; body: HandoffRequest }
    | undefined
  >;
  /** Gives it to a device, unless another one has it. Returns whether the device has it now. */
  open(idHash: string, deviceHash: string, now: number): Promise<boolean>;
  removeExpired(now: number): Promise<void>;
}

/** Screenshots. They are claimed by {@link Tickets.create} and {@link Briefs.add}. */
export interface Attachments {
  /** What was stored under an Idempotency-Key; undefined when nothing was. */
  replay(
    idempotency: AddAttachment['idempotency'],
    now: number,
  ): Promise<
    { kind: 'replayed'; attachment: StoredAttachment } | { kind: 'key-reused' } | undefined
  >;
  add(request: AddAttachment): Promise<
    | { kind: 'added' | 'replayed'; attachment: StoredAttachment }
    | { kind: 'key-reused' }
    /** They would exceed the limit, or the disk is full. */
    | { kind: 'full' }
  >;
  /** Of all screenshots together. */
  totalBytes(): Promise<number>;
  /** Those that a ticket has, in the order in which they were sent. */
  ofTicket(ticket: string): Promise<
    (Pick<StoredAttachment, 'id' | 'type' | 'width' | 'height' | 'bytes'> & {
      claimedAt: number | null;
      /** Another ticket than this one when they were merged. */
      sentWith: string | null;
    })[]
  >;
  /** The bytes of a screenshot that a ticket has. */
  read(id: string): Promise<{ ticket: string; type: string; data: Uint8Array } | undefined>;
  /**
   * Deletes those that nobody has claimed in time, those of tickets that ended by `endedBefore`, and
   * files of screenshots that are no more.
   */
  removeOld(instants: { now: number; endedBefore: number }): Promise<void>;
}

/** Values that the desk keeps for itself, by name. */
export interface Settings {
  find(name: string): Promise<string | undefined>;
  /** The value stored under a name; `make` creates it the first time. */
  findOrMake(name: string, make: () => string): Promise<string>;
  put(name: string, value: string): Promise<void>;
}

/** What agents have done. */
export interface Figures {
  /** Calls that ended and ratings that were given in a span of time, by agent and line. */
  of(span: Span): Promise<FigureRow[]>;
}

/** What the database holds. A method resolves after its data is on the disk. */
export interface RequestStore {
  settings: Settings;
  tickets: Tickets;
  agents: Agents;
  sessions: Sessions;
  lines: LineStates;
  shopChanges: ShopChangesStore;
  audit: Audit;
  outbox: Outbox;
  briefs: Briefs;
  handoffs: Handoffs;
  attachments: Attachments;
  throttle: Throttle;
  figures: Figures;
}

/** What is known of the time besides what the clock says. Instants are epoch ms. */
export interface StoredTime {
  /**
   * Stores the time that has surely come, for the next start and for other processes.
   * @returns How far the clock is ahead of it, ms; below 0 while the clock is behind
   */
  remember(): Promise<number>;
  /** Takes over what an operator has said since by {@link StoredTime.trust}, in any process. */
  heed(): Promise<void>;
  view(): Promise<{
    /** As stored last; undefined in a new database. */
    stored: { sure: number; passed: number } | undefined;
    /** When an operator last said that the clock is right. */
    trusted: number | undefined;
    /** How far the clock is ahead of what has surely passed, ms; below 0 while it is behind. */
    aheadMs: number;
  }>;
  /** An operator says that it is `now`, whatever the desk has believed. */
  trust(now: number): Promise<void>;
}

/** The database as routes, jobs and commands use it. */
export interface Store extends RequestStore {
  time: StoredTime;
  /**
   * The same for one request, whose waits for the database all end at one deadline, on the clock of
   * `performance.now()`. Otherwise each write waits for its own.
   */
  by(deadline: number): RequestStore;
  /**
   * Call after erasing or deleting: removes the data from the database files too. Does nothing on
   * PostgreSQL, whose files belong to the server.
   * @throws when another process keeps them locked for seconds; a later call may succeed
   */
  forgetErased(): Promise<void>;
  /**
   * Calls the listener after each committed change; on PostgreSQL, of other processes too. Returns
   * a function that unsubscribes.
   */
  subscribe(listener: (change: Change) => void): () => void;
  /** Rejects when the database takes no write, or cannot read back what was written. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
