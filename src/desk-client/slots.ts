import type { Slot, Slots } from '../contract/slots.ts';
import { addressBeside, type Desk } from './desk.ts';
import { request, type Answer } from './request.ts';

const isInstant = (value: unknown): boolean => typeof value === 'string' && !!Date.parse(value);

/** Whether it looks like the name of a zone. Not each browser knows each of them. */
const isZone = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Z][\w+-]+(\/[\w+-]+)*$/.test(value);

const isSlot = ({ left, from, to }: Slot): boolean =>
  Number.isInteger(left) && left >= 0 && isInstant(from) && isInstant(to);

/** The Slots in an answer, or undefined if it holds none that could be shown. */
export const readSlots = (answer: unknown): Slots | undefined => {
  try {
    const slots = answer as Slots;
    return isInstant(slots.asOf) && isZone(slots.timeZone) && slots.slots.every(isSlot)
      ? slots
      : undefined;
  } catch {
    return undefined;
  }
};

/** The slots of this member's line that can be booked. Never rejects. */
export const requestSlots = async (desk: Desk): Promise<Answer<Slots>> =>
  request(
    desk.network,
    addressBeside(desk.callbacks, 'slots'),
    { headers: await desk.headers() },
    readSlots,
  );
