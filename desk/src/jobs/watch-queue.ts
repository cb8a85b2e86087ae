import { CLAIM_MS } from '../domain/agent.ts';
import { correctTimes } from '../domain/correct-times.ts';
import { lapse, markOverdue } from '../domain/desk-actions.ts';
import { forEachTicket, type Job } from './job.ts';

/** Ends expired claims of agents who have disappeared. */
export const lapseClaims: Job = async (deps, signal) => {
  const { store, clock, config } = deps;
  await store.tickets.shortenClaims(clock() + CLAIM_MS);
  const numbers = await store.tickets.lapsed(clock());
  await forEachTicket(numbers, deps, signal, (number) => {
    const now = clock();
    return store.tickets.change(number, now, lapse({ now, shop: config.current().shop }));
  });
};

/** Marks broken promises and announces each once. */
export const markOverdueTickets: Job = async (deps, signal) => {
  const { store, clock } = deps;
  const numbers = await store.tickets.overdue(clock());
  await forEachTicket(numbers, deps, signal, (number) => {
    const now = clock();
    return store.tickets.change(number, now, markOverdue({ now }));
  });
};

/** Number of tickets that are corrected at a time. */
const BATCH = 100;

/** Once the clock is right, corrects what it wrote while it was ahead. */
export const correctAhead: Job = async (deps, signal) => {
  const { store, clock, config } = deps;
  await store.time.heed();
  await store.lines.correctTimes(clock());
  for (;;) {
    const numbers = await store.tickets.ahead(clock(), BATCH);
    const corrected = await forEachTicket(numbers, deps, signal, (number) => {
      const now = clock();
      return store.tickets.change(number, now, correctTimes({ now, shop: config.current().shop }));
    });
    // Stop when nothing could be corrected: the same batch would come again. A batch may be small,
    // because a ticket may have been changed often.
    if (corrected === 0 || signal.aborted) return;
  }
};
