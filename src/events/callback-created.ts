import { NativeEvent } from './native-event.ts';

/** A callback was requested, and its ticket is kept on the device. */
export class HotlineCallbackCreatedEvent extends NativeEvent {
  constructor() {
    super('hotline-callback-created', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-callback-created': HotlineCallbackCreatedEvent;
  }
}
