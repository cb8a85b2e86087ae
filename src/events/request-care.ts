import { NativeEvent } from './native-event.ts';

/** The panel asks its host to switch care mode on or off. */
export class RequestCareEvent extends NativeEvent {
  constructor() {
    super('hotline-request-care', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-request-care': RequestCareEvent;
  }
}
