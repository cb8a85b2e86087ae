import type { Text } from '../../../src/contract/text.ts';

/**
 * What is known of a line besides its hours. Instants are epoch ms; waits are [min, max] in
 * minutes.
 */
export interface LineState {
  /** A supervisor has closed the line. */
  closed?: { reason: Text; until: number | undefined; at: number };
  /** A supervisor shows this wait. */
  wait?: { minutes: readonly [number, number]; until: number };
  /** What the phone system reported last, and when. */
  load?: { waiting: number; agents: number; minutes?: readonly [number, number]; at: number };
}
