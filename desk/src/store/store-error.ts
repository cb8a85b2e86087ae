/** An error that the operator can correct. The message is all they need. */
export class StoreError extends Error {}

export const whyOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'unknown error';
