import { DAY } from '../../../src/core/time.ts';
import { erase } from '../domain/member-actions.ts';
import { forEachTicket, type Job } from './job.ts';

/** Retention period when the shop does not set one. */
const DEFAULT_RETENTION_DAYS = 180;
/** Number of tickets read at a time. */
const BATCH = 100;

const OUTBOX_DELIVERED_MS = 7 * DAY;
/** How long a dead message can be sent again, ms. */
const OUTBOX_DEAD_MS = 30 * DAY;

/**
 * Also removes deleted data from the disk, including what members have erased since the last run.
 */
const andForget =
  (job: Job): Job =>
  async (deps, signal) => {
    await job(deps, signal);
    await deps.store.forgetErased();
  };

/**
 * Erases members' data from tickets that ended more than `privacy.retentionDays` ago (PIPL article
 * 19). Figures stay.
 */
export const eraseOldTickets = andForget(async (deps, signal) => {
  const { store, clock, config } = deps;
  const keptDays = config.current().shop.privacy?.retentionDays ?? DEFAULT_RETENTION_DAYS;
  for (;;) {
    const numbers = await store.tickets.erasable(clock() - keptDays * DAY, BATCH);
    const erased = await forEachTicket(numbers, deps, signal, (number) => {
      const now = clock();
      return store.tickets.change(number, now, erase({ now, actor: 'desk' }));
    });
    // Stop when nothing could be erased: the same batch would come again.
    if (numbers.length < BATCH || erased === 0 || signal.aborted) return;
  }
});

export const removeOldMessages = andForget(({ store, clock }) => {
  const now = clock();
  return store.outbox.prune({ delivered: now - OUTBOX_DELIVERED_MS, dead: now - OUTBOX_DEAD_MS });
});

export const removeOldAudit: Job = ({ store, config, clock }) =>
  store.audit.prune(clock() - config.current().desk.auditDays * DAY);

export const removeOldCounts: Job = ({ store, clock }) => store.throttle.removeExpired(clock());

export const endExpiredSessions: Job = ({ store, clock }) => store.sessions.endExpired(clock());

export const removeExpiredBriefs = andForget(({ store, clock }) =>
  store.briefs.removeExpired(clock()),
);
