import type { HotlineEventType } from '../../wire/hotline-event.ts';

/** One message for one receiver, stored in the same transaction as the change it announces. */
export interface OutboxMessage {
  /** `webhook:<id>` or `bot:<id>` of the desk's config. */
  target: string;
  type: HotlineEventType;
  /** JSON. Never a phone number, a note or a name. */
  payload: string;
}
