import { NativeEvent } from './native-event.ts';

/** The member wants what they wrote with its secrets masked. */
export class MaskEvent extends NativeEvent {
  constructor(readonly masked: string) {
    super('hotline-mask', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-mask': MaskEvent;
  }
}
