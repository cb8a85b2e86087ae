/** An agent handles tickets; a supervisor also manages agents, lines and deliveries. */
export const ROLES = ['agent', 'supervisor'] as const;
export type Role = (typeof ROLES)[number];

/** What agents set about themselves. */
export const PRESENCES = ['here', 'on-call', 'away'] as const;
export type Presence = (typeof PRESENCES)[number];
