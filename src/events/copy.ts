/** The member copied the number. */
export class HotlineCopyEvent extends Event {
  constructor() {
    super('hotline-copy', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-copy': HotlineCopyEvent;
  }
}
