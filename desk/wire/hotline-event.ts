/** Events that webhooks and the agents' chat groups can receive. */
export const HOTLINE_EVENTS = [
  'callback.created',
  'call.opened',
  'callback.claimed',
  'callback.completed',
  'callback.overdue',
  'callback.cancelled',
  'callback.merged',
  'callback.nudged',
  'callback.ready',
  'callback.reopened',
  'call.reported',
  'feedback.received',
] as const;
export type HotlineEventType = (typeof HOTLINE_EVENTS)[number];
