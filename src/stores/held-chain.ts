import type { HeldTicket } from './held-ticket.ts';

/** The ticket of a number among one and those that were followed before it, without these. */
export const heldAgain = (held: HeldTicket | undefined, number: string): HeldTicket | undefined => {
  if (!held || held.number !== number) return held && heldAgain(held.before, number);
  const { before: _, ...alone } = held;
  return alone;
};

/** A ticket and those that were followed before it, without the one of a number and ended ones. */
export const heldWithout = (
  held: HeldTicket | undefined,
  number: string,
): HeldTicket | undefined => {
  if (!held) return undefined;
  const { before: earlier, ...alone } = held;
  const before = heldWithout(earlier, number);
  return held.ended || held.number === number ? before : { ...alone, ...(before && { before }) };
};
