/** The panel asks its host to close it. */
export class RequestCloseEvent extends Event {
  constructor() {
    super('hotline-request-close', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-request-close': RequestCloseEvent;
  }
}
