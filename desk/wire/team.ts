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

export const NewAgentSchema = v.strictObject({
  login: v.pipe(v.string(), v.regex(LOGIN_PATTERN)),
  name,
  role: v.picklist(ROLES),
  password: newPassword,
});
export type NewAgent = v.InferOutput<typeof NewAgentSchema>;

/** Absent fields stay as they are. */
export const AgentChangeSchema = v.strictObject({
  name: v.optional(name),
  role: v.optional(v.picklist(ROLES)),
  password: v.optional(newPassword),
  disabled: v.optional(v.boolean()),
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
  /** Number of tickets the agent holds. */
  holds: number;
}

export interface TeamView {
  agents: TeamMember[];
  lines: LineView[];
  /** Notices to members that run or are planned, the next to begin first. */
  notices: NoticeView[];
}
