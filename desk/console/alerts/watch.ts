import type { OpenLines } from '../../wire/calling-hours.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { isCallable, SOON_LATE_MS } from '../../wire/queue-order.ts';
import type { AlertKind } from './kinds.ts';

/** Tickets that a look at the queue found to be worth an alert of this kind. */
export interface Alert {
  kind: AlertKind;
  rows: readonly QueueRow[];
}

/** `calm`: there is time. `soon`: the last part of the promise. `late`: it is over. */
type Stage = 'calm' | 'soon' | 'late';

interface Seen {
  isCallable: boolean;
  isMine: boolean;
  stage: Stage;
  dueAt: number | null;
}

const STAGES: readonly Stage[] = ['calm', 'soon', 'late'];

/** A promise of a few minutes would be about to be late from its first second on. */
const LAST_PART = 1 / 3;

const stageOf = ({ dueAt, notBefore, createdAt }: QueueRow, now: number): Stage => {
  if (dueAt === null || (notBefore !== null && notBefore > now)) return 'calm';
  const whole = Math.max(0, dueAt - (notBefore ?? createdAt));
  const last = Math.min(SOON_LATE_MS, whole * LAST_PART);
  return dueAt < now ? 'late' : dueAt - last <= now ? 'soon' : 'calm';
};

/**
 * Compares the queue with itself as it was at the last look. What was there before the first look is
 * no news, nor is what the agent did themselves.
 */
export class AlertWatch {
  private _seen: Map<string, Seen> | undefined;

  /** Forgets the queue, as after signing out. */
  reset(): void {
    this._seen = undefined;
  }

  /**
   * @param me id of the signed-in agent
   * @param now epoch ms on the desk's clock
   * @param open the lines that may call members at `now`: no alert while a line is closed, and one
   *   when it opens
   * @returns what came about since the last look
   */
  look(rows: readonly QueueRow[], me: string, now: number, open: OpenLines): Alert[] {
    const before = this._seen;
    const found: Record<AlertKind, QueueRow[]> = { new: [], soon: [], mine: [] };
    this._seen = new Map();
    for (const row of rows) {
      const seen: Seen = {
        isCallable: isCallable(row, now, open),
        isMine: row.claimedBy === me,
        stage: stageOf(row, now),
        dueAt: row.dueAt,
      };
      this._seen.set(row.number, seen);
      const kind = before && newsOf(row, seen, before.get(row.number));
      if (kind) found[kind].push(row);
    }
    return (Object.entries(found) as [AlertKind, QueueRow[]][])
      .filter(([, tickets]) => tickets.length > 0)
      .map(([kind, tickets]) => ({ kind, rows: tickets }));
  }
}

const newsOf = (row: QueueRow, now: Seen, before: Seen | undefined): AlertKind | undefined => {
  if (now.isMine)
    return before?.isMine && row.status !== 'calling' && isFurther(now, before)
      ? 'mine'
      : undefined;
  if (!now.isCallable) return undefined;
  if (!before?.isCallable) return before?.isMine ? undefined : 'new';
  return before.stage === 'calm' && isFurther(now, before) ? 'soon' : undefined;
};

/** Whether the same promise is nearer its end, or over. */
const isFurther = (now: Seen, before: Seen): boolean =>
  now.dueAt === before.dueAt && STAGES.indexOf(now.stage) > STAGES.indexOf(before.stage);
