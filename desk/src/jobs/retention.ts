import { DAY } from '../../../src/core/time.ts';
import { erase } from '../domain/member-actions.ts';
import { forEachTicket, type Job } from './job.ts';

/** Where the shop does not say how long it keeps what it knows of a member. */
const USUAL_DAYS = 180;
/** Tickets that are read at once. */
const BATCH = 100;

const OUTBOX_DELIVERED_MS = 7 * DAY;
/** So long a dead letter can be sent again. */
const OUTBOX_DEAD_MS = 30 * DAY;

/** What is gone from the tables is then gone from the disk: also what members have had erased themselves since the last time. */
const forgetting =
  (job: Job): Job =>
  async (deps, signal) => {
    await job(deps, signal);
    await deps.store.forgetErased();
  };

/** Erases what tells of a member from tickets that ended more than `privacy.retentionDays` ago (PIPL article 19); their figures stay. */
export const eraseOldTickets = forgetting(async (deps, signal) => {
  const { store, clock, config } = deps;
  const keptDays = config.current().shop.privacy?.retentionDays ?? USUAL_DAYS;
  for (;;) {
    const numbers = await store.tickets.erasable(clock() - keptDays * DAY, BATCH);
    const erased = await forEachTicket(numbers, deps, signal, (number) => {
      const now = clock();
      return store.tickets.change(number, now, erase({ now, actor: 'desk' }));
    });
    // A batch of which nothing could be erased would come again at once.
    if (numbers.length < BATCH || erased === 0 || signal.aborted) return;
  }
});

export const removeOldMessages = forgetting(({ store, clock }) => {
  const now = clock();
  return store.outbox.prune({ delivered: now - OUTBOX_DELIVERED_MS, dead: now - OUTBOX_DEAD_MS });
});

export const endExpiredSessions: Job = ({ store, clock }) => store.sessions.endExpired(clock());

export const removeExpiredBriefs = forgetting(({ store, clock }) =>
  store.briefs.removeExpired(clock()),
);
