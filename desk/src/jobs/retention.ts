import { DAY, HOUR } from '../../../src/core/time.ts';
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
 * Erases members' data from tickets that ended more than `privacy.retentionDays` ago (PIPL article
 * 19). Figures stay.
 */
export const eraseOldTickets: Job = async (deps, signal) => {
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
};

export const removeOldMessages: Job = ({ store, clock }) => {
  const now = clock();
  return store.outbox.prune(
    { delivered: now - OUTBOX_DELIVERED_MS, dead: now - OUTBOX_DEAD_MS },
    now,
  );
};

export const removeOldAudit: Job = ({ store, config, clock }) =>
  store.audit.prune(clock() - config.current().desk.auditDays * DAY);

/** Notices and exceptional hours that ended this long ago are deleted, ms; the audit log keeps them. */
const OLD_CHANGES_MS = 30 * DAY;

export const removeOldChanges: Job = ({ store, clock }) =>
  store.shopChanges.prune(clock() - OLD_CHANGES_MS);

export const removeOldCounts: Job = ({ store, clock }) => store.throttle.removeExpired(clock());

export const endExpiredSessions: Job = ({ store, clock }) => store.sessions.endExpired(clock());

export const removeExpiredBriefs: Job = ({ store, clock }) => store.briefs.removeExpired(clock());

export const removeExpiredHandoffs: Job = ({ store, clock }) =>
  store.handoffs.removeExpired(clock());

/** Screenshots that nobody claimed, and those of tickets that ended `attachments.keepDays` ago. */
export const removeOldAttachments: Job = ({ store, config, clock }) => {
  const now = clock();
  const { keepDays } = config.current().desk.attachments;
  return store.attachments.removeOld({ now, endedBefore: now - keepDays * DAY });
};

/** After a stop of less, nobody needs to be told that deleting is late, ms. */
const MAX_QUIET_LAG_MS = 3 * DAY;

/** A clock that was set back by less is no fault, ms. */
const MAX_QUIET_BEHIND_MS = HOUR;

/** Lets the store know at its next start what time it was. Says so when the clock cannot be right. */
const rememberTime: Job = async ({ store, log }) => {
  const aheadMs = await store.time.remember();
  if (aheadMs > MAX_QUIET_LAG_MS)
    log.error(
      { days: Math.round(aheadMs / DAY) },
      'the clock is ahead of what this desk has seen pass; what is old is deleted later',
    );
  if (-aheadMs > MAX_QUIET_BEHIND_MS)
    log.error(
      { hours: Math.round(-aheadMs / HOUR) },
      'the clock is behind what this desk has seen pass; what is old is deleted when it is right',
    );
};

const STEPS: readonly [name: string, step: Job][] = [
  ['remember-time', rememberTime],
  ['erase-old-tickets', eraseOldTickets],
  ['remove-old-messages', removeOldMessages],
  ['end-expired-sessions', endExpiredSessions],
  ['remove-expired-briefs', removeExpiredBriefs],
  ['remove-expired-handoffs', removeExpiredHandoffs],
  ['remove-old-attachments', removeOldAttachments],
  ['remove-old-audit', removeOldAudit],
  ['remove-old-counts', removeOldCounts],
  ['remove-old-changes', removeOldChanges],
];

/**
 * Deletes whatever is kept for a time only; then removes it from the disk too, once, with what
 * members have erased since the last run. A step that fails is logged, and the others go on.
 */
export const deleteOld: Job = async (deps, signal) => {
  for (const [name, step] of STEPS) {
    if (signal.aborted) return;
    try {
      await step(deps, signal);
    } catch (err) {
      deps.log.error({ err, job: name }, 'a job failed');
    }
  }
  await deps.store.forgetErased();
};
