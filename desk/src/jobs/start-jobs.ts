import { HOUR } from '../../../src/core/time.ts';
import type { Job, JobDeps } from './job.ts';
import { deleteOld } from './retention.ts';
import { correctAhead, lapseClaims, markOverdueTickets } from './watch-queue.ts';

/**
 * Calls `run` every `ms` milliseconds. Returns a function that stops it. Passed in, so that tests
 * need not wait.
 */
export type Every = (ms: number, run: () => void) => () => void;

/** The process's own timers, which do not keep it alive. */
export const everyInterval: Every = (ms, run) => {
  const timer = setInterval(run, ms).unref();
  return () => clearInterval(timer);
};

const QUEUE_MS = 5_000;
const RETENTION_MS = HOUR;

const JOBS: readonly { name: string; ms: number; job: Job }[] = [
  { name: 'correct-ahead', ms: QUEUE_MS, job: correctAhead },
  { name: 'lapse-claims', ms: QUEUE_MS, job: lapseClaims },
  { name: 'mark-overdue', ms: QUEUE_MS, job: markOverdueTickets },
  { name: 'delete-old', ms: RETENTION_MS, job: deleteOld },
];

/**
 * Runs all jobs now, because a process may live for less than an hour, and then at their intervals.
 * A job that is still running is not started again. An error is logged; the job runs again next
 * time.
 * @returns A function that stops the jobs; resolves when none is running any more
 */
export function startJobs({ every, ...deps }: JobDeps & { every: Every }): () => Promise<void> {
  const stopping = new AbortController();
  const working = new Map<string, Promise<void>>();

  const start = (name: string, job: Job): void => {
    if (working.has(name)) return;
    const work = async (): Promise<void> => {
      try {
        await job(deps, stopping.signal);
      } catch (err) {
        deps.log.error({ err, job: name }, 'a job failed');
      } finally {
        working.delete(name);
      }
    };
    working.set(name, Promise.resolve().then(work));
  };

  const timers = JOBS.map(({ name, ms, job }) => every(ms, () => start(name, job)));
  for (const { name, job } of JOBS) start(name, job);
  return async () => {
    stopping.abort();
    for (const stop of timers) stop();
    await Promise.all(working.values());
  };
}
