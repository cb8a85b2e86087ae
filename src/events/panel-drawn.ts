import { NativeEvent } from './native-event.ts';

/** The panel has drawn itself, after each change of what it shows. */
export class PanelDrawnEvent extends NativeEvent {
  constructor() {
    super('hotline-drawn');
  }
}

/** The panel cannot be drawn on this page. */
export class PanelNotDrawnEvent extends NativeEvent {
  constructor() {
    super('hotline-not-drawn');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-drawn': PanelDrawnEvent;
    'hotline-not-drawn': PanelNotDrawnEvent;
  }
}
