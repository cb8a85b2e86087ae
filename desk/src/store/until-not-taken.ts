import { isTaken } from './errors.ts';

/**
 * Ticket numbers are random within a day. With half of the 100,000 taken, 20 collisions in a row
 * have a probability of one in a million.
 */
const MAX_ATTEMPTS = 20;

/**
 * Repeats a transaction while the number that it takes, or another key that must be unique, was
 * taken meanwhile.
 * @throws the constraint error of the last attempt
 */
export async function untilNotTaken<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTaken(error) || made === MAX_ATTEMPTS) throw error;
    }
  }
}
