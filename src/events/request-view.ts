export type View = 'home' | 'callback' | 'ticket';

/** An element asks its root to show another view; `preventDefault()` says that somebody will. */
export class RequestViewEvent extends Event {
  constructor(readonly view: View) {
    super('hotline-request-view', { bubbles: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-request-view': RequestViewEvent;
  }
}
