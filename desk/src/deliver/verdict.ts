/** What became of one attempt. `error` is a status or a kind of failure, never what the receiver wrote. */
export type Verdict =
  | { kind: 'delivered' }
  /** To be tried again, not before `pauseMs`; everything else for that receiver waits as long where `quiet`. */
  | { kind: 'failed'; error: string; pauseMs?: number; quiet?: boolean }
  /** For good. */
  | { kind: 'refused'; error: string };
