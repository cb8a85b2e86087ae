import { CLAIM_MS } from '../domain/agent.ts';
import { lapse, markOverdue } from '../domain/desk-actions.ts';
import { forEachTicket, type Job } from './job.ts';

/** Ends expired claims of agents who have disappeared. */
export const lapseClaims: Job = async (deps, signal) => {
  const { store, clock } = deps;
  await store.tickets.shortenClaims(clock() + CLAIM_MS);
  const numbers = await store.tickets.lapsed(clock());
  await forEachTicket(numbers, deps, signal, (number) => {
    const now = clock();
    return store.tickets.change(number, now, lapse({ now }));
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
