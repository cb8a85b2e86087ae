/** What the shop's webhooks and the agents' groups can be told. */
export const HOTLINE_EVENTS = [
  'callback.created',
  'callback.claimed',
  'callback.completed',
  'callback.overdue',
  'callback.cancelled',
  'callback.nudged',
  'feedback.received',
] as const;
export type HotlineEventType = (typeof HOTLINE_EVENTS)[number];

/** One message for one receiver, written in the transaction that it tells of. */
export interface OutboxMessage {
  /** `webhook:<id>` or `bot:<id>` of the desk's config. */
  target: string;
  type: HotlineEventType;
  /** JSON. Never a phone number, a note or a name. */
  payload: string;
}
