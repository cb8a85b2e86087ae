import { NativeEvent } from './native-event.ts';
import type { Window } from '../contract/slots.ts';

/** The member chose a slot. `undefined`: the slot they had chosen is no longer free. */
export class ChooseSlotEvent extends NativeEvent {
  constructor(readonly window: Window | undefined) {
    super('hotline-choose-slot', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-choose-slot': ChooseSlotEvent;
  }
}
