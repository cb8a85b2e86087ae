import type { Presence, Role } from '../../wire/agent.ts';

/** Instants are epoch ms. */
export interface AgentRecord {
  id: string;
  /** What they sign in with: lower-case letters, digits, dots and hyphens. */
  login: string;
  name: string;
  role: Role;
  /** argon2id, in PHC format. */
  passwordHash: string;
  presence: Presence;
  /** When their console last beat; presence counts only while that is fresh. */
  seenAt: number | null;
  createdAt: number;
  disabledAt: number | null;
}

/** So long after the last beat of their console an agent still counts as there. A hidden page may beat once a minute only. */
export const PRESENCE_FRESH_MS = 90_000;

/** So long a claim holds without a beat of its agent's console. */
export const CLAIM_MS = 120_000;
