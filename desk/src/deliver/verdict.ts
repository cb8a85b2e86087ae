/** Result of one attempt. `error` is a status or a kind of failure, never text of the receiver. */
export type Verdict =
  | { kind: 'delivered' }
  /** Try again, not before `pauseMs`. With `quiet`, everything else for this receiver waits too. */
  | { kind: 'failed'; error: string; pauseMs?: number; quiet?: boolean }
  /** Never try again. */
  | { kind: 'refused'; error: string };
