/** The panel closed. */
export class HotlineCloseEvent extends Event {
  constructor() {
    super('hotline-close', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-close': HotlineCloseEvent;
  }
}
