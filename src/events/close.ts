import { NativeEvent } from './native-event.ts';

/** The panel closed. */
export class HotlineCloseEvent extends NativeEvent {
  constructor() {
    super('hotline-close', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-close': HotlineCloseEvent;
  }
}
