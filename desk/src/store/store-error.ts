/** What an operator can put right; its message is all they need to see. */
export class StoreError extends Error {}

export const whyOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'unknown error';
