import { NativeEvent } from './native-event.ts';

/** To the other side of the window, or tucked away at the side until the visit ends. */
export type PillPlace = 'other-side' | 'tucked';

/** The panel asks what looks after the pill to move it. */
export class RequestPlaceEvent extends NativeEvent {
  constructor(readonly place: PillPlace) {
    super('hotline-request-place', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-request-place': RequestPlaceEvent;
  }
}
