import type { ChecklistItemId } from '../core/checklist.ts';

/** The member has finished an item of the checklist: `next` is missing, if anything still is. */
export class ItemDoneEvent extends Event {
  constructor(readonly next: ChecklistItemId | undefined) {
    super('hotline-item-done', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-item-done': ItemDoneEvent;
  }
}
