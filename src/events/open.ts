import { NativeEvent } from './native-event.ts';

/** The panel opened, by the member or by the page. */
export class HotlineOpenEvent extends NativeEvent {
  constructor() {
    super('hotline-open', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-open': HotlineOpenEvent;
  }
}
