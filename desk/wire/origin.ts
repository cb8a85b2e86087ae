/** How a ticket began: with a request to be called back, or with a call that came in. */
export const ORIGINS = ['callback', 'call'] as const;
export type Origin = (typeof ORIGINS)[number];
