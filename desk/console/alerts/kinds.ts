/**
 * What an agent can be alerted to: a ticket can be called now, a promise is about to be broken, and
 * the same of a ticket that the agent holds.
 */
export const ALERT_KINDS = ['new', 'soon', 'mine'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** An agent's choices, kept in this browser. Everything is off until the agent asks for it. */
export interface AlertSettings {
  sound: boolean;
  notifications: boolean;
  kinds: Readonly<Record<AlertKind, boolean>>;
}

export const QUIET: AlertSettings = {
  sound: false,
  notifications: false,
  kinds: { new: true, soon: true, mine: true },
};
