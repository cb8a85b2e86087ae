/** Numbers of tickets in the queue. One ticket may count as waiting and as late. */
export interface QueueCounts {
  /** May be called now (`isCallable` of `wire/queue-order.ts`). */
  waiting: number;
  /** Their time has come, and they wait for their line to open (`waitsForOpening`). */
  atOpening: number;
  /** Wait for a later time: a booked slot, another attempt, an agreed call (`isLater`). */
  later: number;
  /** The promise is broken (`isLate`). */
  late: number;
  /** The promise is about to be broken (`isSoonLate`). */
  soonLate: number;
  /** Since when the longest waiting of those could be called, epoch ms; null without any. */
  waitingSince: number | null;
}

const NONE: QueueCounts = {
  waiting: 0,
  atOpening: 0,
  later: 0,
  late: 0,
  soonLate: 0,
  waitingSince: null,
};

/** Adds the counts of several lines up. */
export const sumCounts = (lines: Iterable<QueueCounts>): QueueCounts =>
  [...lines].reduce(
    (sum, line) => ({
      waiting: sum.waiting + line.waiting,
      atOpening: sum.atOpening + line.atOpening,
      later: sum.later + line.later,
      late: sum.late + line.late,
      soonLate: sum.soonLate + line.soonLate,
      waitingSince:
        sum.waitingSince === null || line.waitingSince === null
          ? (sum.waitingSince ?? line.waitingSince)
          : Math.min(sum.waitingSince, line.waitingSince),
    }),
    NONE,
  );
