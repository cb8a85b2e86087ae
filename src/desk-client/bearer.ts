/** The header that carries a member's token or a ticket's key; no header without one. */
export const bearer = (token: string | undefined): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {};
