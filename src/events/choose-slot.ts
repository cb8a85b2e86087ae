import type { Window } from '../contract/slots.ts';

/** The slot picker: the member has chosen a window, or what they had chosen is no longer to be had. */
export class ChooseSlotEvent extends Event {
  constructor(readonly window: Window | undefined) {
    super('hotline-choose-slot', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-choose-slot': ChooseSlotEvent;
  }
}
