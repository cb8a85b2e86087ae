/**
 * The header that carries a member's token or a ticket's key; no header without one. `pragma` lets
 * requests for one address go out together: Chromium's cache would let one that hangs hold up those
 * of all other tabs.
 */
export const bearer = (token: string | undefined): Record<string, string> =>
  token ? { authorization: `Bearer ${token}`, pragma: 'no-cache' } : {};
