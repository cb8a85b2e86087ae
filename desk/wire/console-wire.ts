/**
 * What travels between the agents' console and the desk, under `/console/api`. Not part of the public contract: console and
 * desk are always of one version. Instants are epoch ms.
 *
 * - `POST /session` SignIn → SessionView; `GET /session` → SessionView; `DELETE /session` → 204; `PUT /session/password` → 204
 * - `PUT /me/presence` → 204; `GET /team` → TeamView; `GET /stream`; `POST /beat` → 204, every 20 s while the stream is connected
 * - `GET /queue` → QueueView; `POST /next` → TicketView; `GET /tickets/:number` → TicketView;
 *   `POST /tickets/:number/{claim,release,call,result,notes}` → TicketView (`result` CallResult, `notes` Note)
 * - `GET /find?q=` → FindView; `GET /wall?days=` → WallView; `GET /wall.csv?days=`
 * - supervisors: `POST /agents` NewAgent → TeamView (201); `PATCH /agents/:id` AgentChange → TeamView; `PUT /lines/:id` LineChange → TeamView;
 *   `GET /audit` → AuditView; `GET /deliveries` → DeliveriesView; `POST /deliveries/:id/redeliver` → DeliveriesView;
 *   `POST /bots/:id/test` and `POST /webhooks/:id/test` → 204, or `test-failed`
 */
import * as v from 'valibot';
import type { Text } from '../../src/contract/text.ts';
import type { TicketStatus } from '../../src/contract/ticket-status.ts';
import { PRESENCES, ROLES, type Presence, type Role } from '../src/domain/agent.ts';
import type { HotlineEventType } from '../src/domain/hotline-event.ts';
import type { Outcome, TicketEvent } from '../src/domain/ticket.ts';

const line = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(most));
/** The last of the year 9999: no ISO timestamp of four digits is later. */
const LAST_INSTANT = 253_402_300_799_999;
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440));
/** NIST SP 800-63B asks for at least 8; a console that holds phone numbers, for a few more. */
export const LEAST_PASSWORD = 10;
const password = v.pipe(v.string(), v.minLength(LEAST_PASSWORD), v.maxLength(200));
const login = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{0,31}$/));

export const SignInSchema = v.strictObject({
  login: v.pipe(v.string(), v.maxLength(64)),
  password: v.pipe(v.string(), v.maxLength(200)),
});
export const PasswordChangeSchema = v.strictObject({
  current: v.pipe(v.string(), v.maxLength(200)),
  next: password,
});
export const PresenceSchema = v.strictObject({ presence: v.picklist(PRESENCES) });
export const NoteSchema = v.strictObject({ text: line(1000) });

/** How a call went. */
export const CallResultSchema = v.variant('result', [
  v.strictObject({ result: v.literal('solved') }),
  /** Tried again after the next step of the rule; closed after the last. */
  v.strictObject({ result: v.literal('not-reached') }),
  v.strictObject({ result: v.literal('wrong-number') }),
  v.strictObject({ result: v.literal('follow-up'), at: instant }),
  v.strictObject({ result: v.literal('cancelled-by-member') }),
]);
export type CallResult = v.InferOutput<typeof CallResultSchema>;

export const NewAgentSchema = v.strictObject({
  login,
  name: line(64),
  role: v.picklist(ROLES),
  password,
});
export const AgentChangeSchema = v.strictObject({
  name: v.optional(line(64)),
  role: v.optional(v.picklist(ROLES)),
  password: v.optional(password),
  disabled: v.optional(v.boolean()),
});

/** Parts that are absent stay as they are; null takes one back. */
export const LineChangeSchema = v.strictObject({
  closed: v.optional(v.nullable(v.strictObject({ reason: line(200), until: v.optional(instant) }))),
  wait: v.optional(
    v.nullable(
      v.strictObject({
        minutes: v.pipe(
          v.tuple([minutes, minutes]),
          v.check(([least, most]) => least <= most, 'expected the least before the most'),
        ),
        until: instant,
      }),
    ),
  ),
});

export type SignIn = v.InferOutput<typeof SignInSchema>;
export type NewAgent = v.InferOutput<typeof NewAgentSchema>;
export type AgentChange = v.InferOutput<typeof AgentChangeSchema>;
export type LineChange = v.InferOutput<typeof LineChangeSchema>;

/** Codes of the console's problem details, besides those of the public contract. */
export const CONSOLE_PROBLEMS = [
  'sign-in-failed',
  'signed-out',
  'wrong-origin',
  'not-for-this-role',
  'held-by-another',
  'not-held',
  'not-claimable',
  'nothing-waits',
  'not-in-future',
  'login-taken',
  'last-supervisor',
  'test-failed',
] as const;
export type ConsoleProblem = (typeof CONSOLE_PROBLEMS)[number];

export interface Me {
  id: string;
  login: string;
  name: string;
  role: Role;
  presence: Presence;
}

/** `GET /session`: who is signed in, and what of the shop the console shows. */
export interface SessionView {
  me: Me;
  brand: Text;
  accent?: string;
  timeZone: string;
  tiers: Record<string, { label: Text; style: 'normal' | 'vip' | 'diamond' }>;
  lines: Record<string, { label: Text; open: boolean }>;
  topics: Record<string, Text>;
  /** Agents by id, disabled ones too, to name who did what. */
  agents: Record<string, string>;
  /** Ids of the config's receivers. */
  webhooks: string[];
  bots: { id: string; kind: 'wecom' | 'dingtalk' | 'feishu' }[];
}

export interface QueueRow {
  number: string;
  status: TicketStatus;
  tier: string | null;
  line: string;
  topic: string | null;
  urgent: boolean;
  senior: boolean;
  attempts: number;
  createdAt: number;
  dueAt: number | null;
  notBefore: number | null;
  window: { from: number; to: number } | null;
  nudged: boolean;
  /** Id of the agent who holds it. */
  claimedBy: string | null;
  claimedAt: number | null;
  /** Masked: `138****8000`. */
  phone: string;
}

/** `GET /queue`: open tickets in the order in which they are to be called. */
export interface QueueView {
  asOf: number;
  rows: QueueRow[];
}

export interface TicketView {
  row: QueueRow;
  /** Written for people. In full only for the agent who holds the ticket; masked for everybody else. */
  phone: string;
  /** `tel:` URI, for the agent who holds the ticket. */
  dial?: string;
  passphrase: string;
  /** In which the member is called. */
  language: 'zh-CN' | 'zh-TW' | 'en';
  /** The shop's id of the member. */
  member: string | null;
  orderNumber: string | null;
  occurredAt: number | null;
  note: string | null;
  promiseMinutes: number;
  firstCallAt: number | null;
  callStartedAt: number | null;
  outcome: Outcome | null;
  closedAt: number | null;
  rating: number | null;
  feedback: string | null;
  erasedAt: number | null;
  /** The member sees all of it, without the agents' names. */
  timeline: TicketEvent[];
  /** No member sees these. */
  notes: { id: string; at: number; agent: string; text: string }[];
  earlier: {
    number: string;
    status: TicketStatus;
    topic: string | null;
    createdAt: number;
    outcome: Outcome | null;
  }[];
  /** What this agent may do now. */
  may: { claim: boolean; release: boolean; call: boolean; result: boolean };
  /** When a call that is not reached now would be tried again; absent where it would be the last. */
  retryAt?: number;
}

/** `GET /find?q=`: a ticket number, a brief's code, an order number, or the last four digits of a phone number. */
export interface FindView {
  tickets: QueueRow[];
  /** What was left under a code. */
  brief?: {
    createdAt: number;
    member: string | null;
    line: string;
    topic: string | null;
    orderNumber: string | null;
    occurredAt: number | null;
    note: string | null;
  };
}

/** How many promises of first calls were kept, broken, and are still open. */
export interface Kept {
  kept: number;
  broken: number;
}

/** `GET /wall?days=1|30`. */
export interface WallView {
  asOf: number;
  days: 1 | 30;
  now: {
    waiting: number;
    late: number;
    soonLate: number;
    booked: number;
    agentsHere: number;
    agentsOnCall: number;
  };
  /** Of promises that fell due in the time. */
  promise: Kept;
  byTier: { tier: string | null; promise: Kept }[];
  /** Oldest first; days on the shop's clock: `2026-11-22`. */
  byDay: { date: string; created: number; promise: Kept }[];
  /** From creation (or the start of the booked window) to the first call, ms; null where none was made. */
  medianFirstCallMs: number | null;
  outcomes: Record<Outcome, number>;
  /** How many gave 1, 2, 3, 4, 5. */
  ratings: [number, number, number, number, number];
  /** Newest first, at most 20. */
  comments: { number: string; rating: number; text: string | null; at: number }[];
}

export interface TeamMember {
  id: string;
  login: string;
  name: string;
  role: Role;
  /** `gone` where their console is not connected. */
  presence: Presence | 'gone';
  seenAt: number | null;
  disabled: boolean;
  /** Tickets they hold. */
  holds: number;
}

export interface LineView {
  id: string;
  label: Text;
  state: 'open' | 'busy' | 'closed' | 'unknown';
  waitMinutes?: [number, number];
  /** What the state is taken from. */
  source: 'hours' | 'supervisor' | 'phone-system' | 'agents';
  waiting: number;
  closed?: { reason: Text; until?: number; at: number };
  wait?: { minutes: [number, number]; until: number };
  load?: { waiting: number; agents: number; at: number; stale: boolean };
}

/** `GET /team`. */
export interface TeamView {
  agents: TeamMember[];
  lines: LineView[];
}

/** `GET /audit?before=&actor=&ticket=`: newest first, 50 at a time. */
export interface AuditView {
  entries: {
    id: string;
    at: number;
    actor: string;
    action: string;
    ticket: string | null;
    detail: string | null;
  }[];
  /** For `before`; absent on the last page. */
  next?: string;
}

/** `GET /deliveries`. */
export interface DeliveriesView {
  targets: { target: string; pending: number; delivered: number; dead: number }[];
  dead: {
    id: string;
    target: string;
    type: HotlineEventType;
    createdAt: number;
    attempts: number;
    lastError: string | null;
  }[];
  /** Those that have failed and will be tried again. */
  retrying: {
    id: string;
    target: string;
    type: HotlineEventType;
    createdAt: number;
    attempts: number;
    nextAt: number;
    lastError: string | null;
  }[];
}

/**
 * `GET /stream`, server-sent events. Each is named for what to ask for or show anew; `queue` carries a row, or that one is gone.
 * After a reconnect everything is asked for again.
 */
export type StreamEvent =
  | { event: 'queue'; data: { number: string; row: QueueRow | null; nudged?: boolean } }
  | { event: 'team'; data: object }
  | { event: 'lines'; data: object }
  | { event: 'deliveries'; data: object }
  | { event: 'signed-out'; data: object };
