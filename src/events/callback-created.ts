/** A callback was requested, and its ticket is kept on the device. */
export class HotlineCallbackCreatedEvent extends Event {
  constructor() {
    super('hotline-callback-created', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-callback-created': HotlineCallbackCreatedEvent;
  }
}
