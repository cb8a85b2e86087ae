import { NativeEvent } from './native-event.ts';
import type { FeedbackRequest } from '../contract/ticket.ts';

/** The member sent the rating form. */
export class RateEvent extends NativeEvent {
  constructor(readonly feedback: FeedbackRequest) {
    super('hotline-rate', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-rate': RateEvent;
  }
}
