/**
 * Signing in, and the data about the shop that every screen needs.
 *
 * - `POST /session` SignIn → SessionView
 * - `GET /session` → SessionView
 * - `DELETE /session` → 204
 * - `PUT /session/password` PasswordChange → 204
 * - `PUT /me/presence` → 204
 * - `POST /beat` → 204: the console sends it every 20 s while its stream is connected
 */
import * as v from 'valibot';
import type { Text } from '../../src/contract/text.ts';
import type { Hours, WorkCalendar } from '../../src/contract/hours.ts';
import { PRESENCES, type Presence, type Role } from './agent.ts';
import { newPassword, typedPassword } from './fields.ts';

export const SignInSchema = v.strictObject({
  login: v.pipe(v.string(), v.maxLength(64)),
  password: typedPassword,
});
export type SignIn = v.InferOutput<typeof SignInSchema>;

export const PasswordChangeSchema = v.strictObject({ current: typedPassword, next: newPassword });

export const PresenceSchema = v.strictObject({ presence: v.picklist(PRESENCES) });

/** The agent who is signed in. */
export interface Me {
  id: string;
  login: string;
  name: string;
  role: Role;
  presence: Presence;
  /** Ids of the lines that they serve; absent: all. */
  lines?: string[];
}

export interface SessionLine {
  label: Text;
  open: boolean;
  hours: Hours;
  /** Where a supervisor has paused it. Instants are epoch ms. */
  paused?: { reason: Text; until?: number };
}

/** Who is signed in, and what the console shows of the shop's config. */
export interface SessionView {
  me: Me;
  brand: Text;
  accent?: string;
  timeZone: string;
  tiers: Record<string, { label: Text; style: 'normal' | 'vip' | 'diamond' }>;
  lines: Record<string, SessionLine>;
  /** Hours of the lines follow it, as in the shop's config. */
  workCalendar?: WorkCalendar;
  publicLine: string;
  topics: Record<string, Text>;
  /** Names of agents by id, including disabled ones, so that old entries show a name. */
  agents: Record<string, string>;
  /** Ids of the configured webhooks. */
  webhooks: string[];
  bots: { id: string; kind: 'wecom' | 'dingtalk' | 'feishu' }[];
}
