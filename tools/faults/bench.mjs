import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startDesk } from './desk.mjs';
import { startLoad } from './load.mjs';
import { deskOf, SHOP } from './sample-config.mjs';

const LOOK_MS = 20;
const SOME = 20;
/** How long a desk may take to acknowledge callbacks again after a fault, ms. */
const RECOVERY_MS = 60_000;

/**
 * A desk under load over one database, to which faults happen.
 * @param {{ main: string, folder: string, database: import('./databases.mjs').Database,
 *   clock: string }} parts `clock`: path of the compiled `clock.c`
 */
export function createBench({ main, folder, database, clock }) {
  mkdirSync(folder, { recursive: true });
  const [shop, desk] = [join(folder, 'shop.json'), join(folder, 'desk.json')];
  writeFileSync(shop, JSON.stringify(SHOP));
  writeFileSync(desk, JSON.stringify(deskOf('https://shop.example', { perNumberPerDay: 3 })));
  const env = {
    HOTLINE_CONFIG: shop,
    DESK_CONFIG: desk,
    DATABASE_URL: database.url,
    DESK_SECRET: Buffer.alloc(32, 9).toString('base64url'),
  };
  let current;
  let load;
  const errors = [];

  return {
    database,
    /** Starts the desk. @param {Record<string, string>} more Environment */
    async start(more = database.deskEnv) {
      current = await startDesk(main, { ...env, ...more });
    },
    /** Ends the desk. @param {NodeJS.Signals} signal */
    async end(signal) {
      const ending = current;
      const ended = ending.end(signal);
      if (signal === 'SIGKILL') current = undefined;
      const how = await ended;
      current = undefined;
      errors.push(...ending.errors);
      return how;
    },
    load() {
      load = startLoad(() => current?.url);
    },
    /** Ends the load: every request that was not acknowledged is repeated until it is. */
    async settle() {
      await load.stop();
      await load.settle();
      return load;
    },
    /** Waits until `count` more callbacks are acknowledged. @throws when that takes too long */
    async more(count) {
      const target = load.acknowledged().length + count;
      const deadline = performance.now() + RECOVERY_MS;
      while (load.acknowledged().length < target) {
        if (performance.now() > deadline)
          throw new Error(`no callback was acknowledged for ${RECOVERY_MS / 1000} s`);
        await pause(LOOK_MS);
      }
    },
    /** Waits until a callback is refused. */
    async refused() {
      while (!load.answers.has(503)) await pause(LOOK_MS);
    },
    /** Ends some tickets, which the retention time then counts for. */
    async cancelSome() {
      for (const callback of load.acknowledged().slice(0, SOME)) await load.cancel(callback);
    },
    /** Repeats some acknowledged requests; each must get the same ticket. */
    async repeatSome() {
      for (const callback of load.acknowledged().slice(0, SOME)) await load.repeat(callback);
    },
    /** Waits until no ticket is later than now. @throws when that takes too long */
    async corrected() {
      const deadline = performance.now() + RECOVERY_MS;
      for (;;) {
        const left = await database.ahead();
        if (left === 0) return;
        if (performance.now() > deadline) throw new Error(`${left} tickets are later than now`);
        await pause(LOOK_MS);
      }
    },
    /** Environment of a desk whose clock is ahead. @param {number} seconds */
    wrongClock: (seconds) => ({ LD_PRELOAD: clock, FAULTS_CLOCK_S: String(seconds) }),
    async ready() {
      return (await load.get('/ready')).status;
    },
    pause,
    /** The first error that the desk logged. */
    firstError: () => [...errors, ...(current?.errors ?? [])][0],
    async close() {
      if (current) await current.end('SIGKILL');
      current = undefined;
      await load?.stop();
      load?.close();
    },
  };
}
