import { NativeEvent } from './native-event.ts';

export type View = 'home' | 'callback' | 'ticket' | 'verify';

/**
 * An element asks the panel around it to show another view. The panel calls `preventDefault()` if
 * it does.
 */
export class RequestViewEvent extends NativeEvent {
  constructor(readonly view: View) {
    super('hotline-request-view', { bubbles: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-request-view': RequestViewEvent;
  }
}
