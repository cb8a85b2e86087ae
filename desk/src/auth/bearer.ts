/**
 * The token of an `Authorization: Bearer …` header.
 *
 * Not `hono/bearer-auth`: it answers a missing or wrong token with a challenge. Here a member
 * without a good token is a guest, and whoever lacks the key of a ticket, or the token of the
 * metrics, is told only that there is nothing.
 * @returns undefined where the header is missing or of another form
 * @example bearerToken('Bearer abc') === 'abc'
 */
export const bearerToken = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];
