import { NativeEvent } from './native-event.ts';

/** The member copied the number. */
export class HotlineCopyEvent extends NativeEvent {
  constructor() {
    super('hotline-copy', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-copy': HotlineCopyEvent;
  }
}
