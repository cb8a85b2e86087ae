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

/** An agent is connected for this long after the last beat of their console, ms. Browsers let a hidden page beat only once a minute. */
export const PRESENCE_FRESH_MS = 90_000;

/** Agents whose console has beaten since this instant are connected at `now` (both epoch ms). For conditions of queries. */
export const connectedSince = (now: number): number => now - PRESENCE_FRESH_MS;

/** Whether an agent's console is connected, so that their presence counts. */
export const isConnected = (
  { seenAt, disabledAt }: Pick<AgentRecord, 'seenAt' | 'disabledAt'>,
  now: number,
): boolean => disabledAt === null && seenAt !== null && seenAt >= connectedSince(now);

/** So long a claim holds without a beat of its agent's console. */
export const CLAIM_MS = 120_000;
