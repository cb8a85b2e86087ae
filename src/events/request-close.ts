import { NativeEvent } from './native-event.ts';

/** The panel asks its host to close it. */
export class RequestCloseEvent extends NativeEvent {
  constructor() {
    super('hotline-request-close', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-request-close': RequestCloseEvent;
  }
}
