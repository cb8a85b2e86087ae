/**
 * Agents and lines. Changes are for supervisors.
 *
 * - `GET /team` → TeamView
 * - `POST /agents` NewAgent → TeamView (201)
 * - `PATCH /agents/:id` AgentChange → TeamView
 */
import * as v from 'valibot';
import { ROLES, type Presence, type Role } from './agent.ts';
import { newPassword, text } from './fields.ts';
import type { LineView } from './lines.ts';
import type { NoticeView } from './notices.ts';

/** What an agent signs in with. */
export const LOGIN_PATTERN = /^[a-z0-9][a-z0-9.-]{0,31}$/;

const name = text(64);

/** Ids of the lines that an agent serves, at least one; null: all. */
const lines = v.nullable(
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.minLength(1), v.maxLength(100)),
);

export const NewAgentSchema = v.strictObject({
  login: v.pipe(v.string(), v.regex(LOGIN_PATTERN)),
  name,
  role: v.picklist(ROLES),
  password: newPassword,
  lines: v.optional(lines),
});
export type NewAgent = v.InferOutput<typeof NewAgentSchema>;

/** Absent fields stay as they are. */
export const AgentChangeSchema = v.strictObject({
  name: v.optional(name),
  role: v.optional(v.picklist(ROLES)),
  password: v.optional(newPassword),
  disabled: v.optional(v.boolean()),
  lines: v.optional(lines),
});
export type AgentChange = v.InferOutput<typeof AgentChangeSchema>;

export interface TeamMember {
  id: string;
  login: string;
  name: string;
  role: Role;
  /** `gone`: no console of this agent is connected. */
  presence: Presence | 'gone';
  seenAt: number | null;
  disabled: boolean;
  /** Ids of the lines that they serve; absent: all. */
  lines?: string[];
  /** Number of tickets the agent holds. */
  holds: number;
}

export interface TeamView {
  agents: TeamMember[];
  lines: LineView[];
  /** Notices to members that run or are planned, the next to begin first. */
  notices: NoticeView[];
}
