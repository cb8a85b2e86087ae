/** The panel asks its host to switch care mode on or off. */
export class RequestCareEvent extends Event {
  constructor() {
    super('hotline-request-care', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-request-care': RequestCareEvent;
  }
}
