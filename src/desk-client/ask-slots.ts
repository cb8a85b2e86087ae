import type { Slot, Slots } from '../contract/slots.ts';
import { askDesk, type Answer } from './ask-desk.ts';
import type { ContactStore } from '../stores/contact-store.ts';
import { beside, callbacksAt, vouched } from './endpoint.ts';

const isSlot = (slot: Partial<Slot> | null): boolean =>
  Number.isInteger(slot?.left) &&
  Boolean(Date.parse(slot?.from ?? '') && Date.parse(slot?.to ?? ''));

/** The Slots in an answer, or undefined where they are none that could be shown. */
export const readSlots = (answer: unknown): Slots | undefined => {
  try {
    const slots = answer as Slots;
    // Throws where the zone or the instant is none.
    new Intl.DateTimeFormat('en', { timeZone: slots.timeZone }).format(Date.parse(slots.asOf));
    return slots.slots.every(isSlot) ? slots : undefined;
  } catch {
    return undefined;
  }
};

/** The windows of this member's line that can be booked. Never rejects. */
export const askSlots = async (contacts: ContactStore): Promise<Answer<Slots>> =>
  askDesk(
    fetch,
    beside(callbacksAt(contacts), 'slots'),
    { headers: await vouched(contacts) },
    readSlots,
  );
