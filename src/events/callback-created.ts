/** A callback was stored, and the member holds its ticket. */
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
