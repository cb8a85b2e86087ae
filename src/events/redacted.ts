import type { Box } from '../core/redaction.ts';

/** The member has left the editor: `boxes` are to be black; undefined if nothing changes. */
export class RedactedEvent extends Event {
  constructor(readonly boxes?: readonly Box[]) {
    super('hotline-redacted', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-redacted': RedactedEvent;
  }
}
