import type { Presence, Role } from '../../wire/agent.ts';
import { latestPast } from './skew.ts';

/** Instants are epoch ms. */
export interface AgentRecord {
  id: string;
  /** Login: lower-case letters, digits, dots and hyphens. */
  login: string;
  name: string;
  role: Role;
  /** argon2id, in PHC format. */
  passwordHash: string;
  /** JSON array of the ids of the lines that they serve; null: all, also lines that are added later. */
  lines: string | null;
  presence: Presence;
  /** Last beat of their console. `presence` counts only while {@link isConnected}. */
  seenAt: number | null;
  createdAt: number;
  disabledAt: number | null;
}

/** The lines that an agent serves; undefined: all. */
export const linesOf = ({ lines }: Pick<AgentRecord, 'lines'>): string[] | undefined =>
  lines === null ? undefined : (JSON.parse(lines) as string[]);

/** Whether an agent serves a line. */
export const serves = (agent: Pick<AgentRecord, 'lines'>, line: string): boolean =>
  linesOf(agent)?.includes(line) ?? true;

/**
 * An agent stays connected for this long after the last beat of their console, ms. Browsers let
 * hidden pages beat only once a minute.
 */
export const PRESENCE_FRESH_MS = 90_000;

/** The earliest beat (epoch ms) with which an agent is still connected at `now`. For queries. */
export const connectedSince = (now: number): number => now - PRESENCE_FRESH_MS;

/** Whether an agent's console is connected, so that their presence counts. */
export const isConnected = (
  { seenAt, disabledAt }: Pick<AgentRecord, 'seenAt' | 'disabledAt'>,
  now: number,
): boolean =>
  disabledAt === null &&
  seenAt !== null &&
  seenAt >= connectedSince(now) &&
  seenAt <= latestPast(now);

/** A claim is valid for this long after the last beat of its agent's console, ms. */
export const CLAIM_MS = 120_000;
