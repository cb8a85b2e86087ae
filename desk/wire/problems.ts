/** Codes of the console's problem details, in addition to those of the public contract. */
export const CONSOLE_PROBLEMS = [
  'sign-in-failed',
  'signed-out',
  'wrong-origin',
  'not-for-this-role',
  'held-by-another',
  'not-held',
  'not-alike',
  'has-ended',
  'not-claimable',
  'agent-not-here',
  'nothing-waits',
  'on-a-call',
  'no-number',
  'unknown-code',
  'not-in-future',
  'login-taken',
  'last-supervisor',
  'test-failed',
  'too-many-notices',
] as const;
export type ConsoleProblem = (typeof CONSOLE_PROBLEMS)[number];
