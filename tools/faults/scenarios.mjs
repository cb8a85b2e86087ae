import { rmSync } from 'node:fs';
import { FULL, ONLY_WAL, READ, SYNC, WRITE } from './disk.mjs';
import { holdLock } from './lock.mjs';

const DAY_S = 86_400;
/** A connection that breaks because the desk or its machine was killed. */
const BROKEN = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

/**
 * @typedef {object} Scenario
 * @property {string} name
 * @property {('file' | 'postgres')[]} kinds On which databases
 * @property {boolean} [short] Whether the short form has it
 * @property {boolean} [tmpfs] Whether the file lies on a small file system of its own
 * @property {readonly (string | number)[]} [expected] Answers besides 200, 201 and 503
 * @property {(bench: ReturnType<typeof import('./bench.mjs').createBench>, scale: Scale)
 *   => Promise<{ ready?: number, wantsReady?: number }>} run
 */

/**
 * @typedef {object} Scale
 * @property {number} calm Callbacks that are acknowledged before and after a fault
 * @property {number} ms How long a fault lasts
 * @property {number} lockMs
 * @property {number} stops
 * @property {number} kills
 */

/**
 * A disk that fails for a while under load. Then the desk is killed, so that only what is on the
 * disk counts.
 * @returns {Scenario}
 */
const disk = (name, faults, { kinds = ['file', 'postgres'], short = true } = {}) => ({
  name,
  kinds,
  short,
  expected: BROKEN,
  async run(bench, { calm, ms }) {
    await bench.start();
    bench.load();
    await bench.more(calm);
    bench.database.disk.fail(faults);
    await bench.pause(ms);
    const ready = await bench.ready();
    bench.database.disk.fail(0);
    await bench.database.revive();
    await bench.more(calm);
    await bench.end('SIGKILL');
    await bench.start({});
    return {
      ready,
      ...((bench.database.kind === 'file' || faults === FULL) && { wantsReady: 503 }),
    };
  },
});

/** @type {Scenario[]} */
export const SCENARIOS = [
  disk('read errors', READ),
  disk('read errors, write-ahead log', READ | ONLY_WAL, { kinds: ['file'], short: false }),
  disk('write errors', WRITE),
  disk('sync errors', SYNC),
  disk('full disk', FULL),
  {
    name: 'full disk, small tmpfs',
    kinds: ['file'],
    tmpfs: true,
    expected: BROKEN,
    async run(bench, { calm, ms }) {
      await bench.start({});
      bench.load();
      await bench.refused();
      await bench.pause(ms);
      const ready = await bench.ready();
      rmSync(bench.database.ballast);
      await bench.more(calm);
      await bench.end('SIGKILL');
      await bench.start({});
      return { ready };
    },
  },
  {
    name: 'a lock is held',
    kinds: ['file', 'postgres'],
    short: true,
    async run(bench, { calm, lockMs }) {
      await bench.start({});
      bench.load();
      await bench.more(calm);
      const release = await holdLock(bench.database);
      await bench.pause(lockMs);
      const ready = await bench.ready();
      await release();
      await bench.more(calm);
      return { ready };
    },
  },
  {
    name: 'clock 200 days ahead',
    kinds: ['file', 'postgres'],
    short: true,
    expected: BROKEN,
    async run(bench, { calm, ms }) {
      await bench.start({});
      bench.load();
      await bench.more(calm);
      await bench.cancelSome();
      await bench.end('SIGTERM');
      await bench.start({ ...bench.wrongClock(200 * DAY_S) });
      await bench.more(calm);
      // The jobs that erase run at the start.
      await bench.pause(ms);
      await bench.repeatSome();
      await bench.end('SIGTERM');
      await bench.start({});
      await bench.repeatSome();
      await bench.corrected();
      return {};
    },
  },
  {
    name: 'database killed, started again',
    kinds: ['postgres'],
    async run(bench, { calm }) {
      await bench.start();
      bench.load();
      await bench.more(calm);
      for (const signal of ['SIGKILL', 'SIGINT', 'SIGQUIT']) {
        await bench.database.server.end(signal);
        await bench.database.revive();
        await bench.more(calm);
      }
      return {};
    },
  },
  {
    name: 'SIGTERM under load',
    kinds: ['file', 'postgres'],
    short: true,
    // Who connects after it, until the next desk listens.
    expected: ['ECONNREFUSED'],
    async run(bench, { calm, stops }) {
      await bench.start({});
      bench.load();
      for (let time = 0; time < stops; time++) {
        await bench.more(calm);
        const how = await bench.end('SIGTERM');
        if (how !== 0) throw new Error(`SIGTERM ended the desk with ${how}`);
        await bench.start({});
      }
      return {};
    },
  },
  {
    name: 'kills',
    kinds: ['file', 'postgres'],
    short: true,
    expected: BROKEN,
    async run(bench, { kills }) {
      await bench.start({});
      bench.load();
      for (let time = 0; time < kills; time++) {
        // Not always after the same amount of work.
        await bench.more(1 + ((time * 7) % 20));
        await bench.end('SIGKILL');
        await bench.start({});
      }
      return {};
    },
  },
];
