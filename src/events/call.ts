import { NativeEvent } from './native-event.ts';

/** The member pressed a link that dials the number. */
export class HotlineCallEvent extends NativeEvent {
  constructor() {
    super('hotline-call', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-call': HotlineCallEvent;
  }
}
