import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLOWED, openShop, settle } from './sample.mjs';

const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing', 'v8.execute'];

/** Runs something and records what the browser does meanwhile. @returns {Promise<object[]>} */
async function recorded(session, run) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on('Tracing.dataCollected', collect);
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await run();
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return events;
}

/**
 * The tasks of a page's main thread after a mark, longest first, ms.
 * @param {object[]} events of a trace
 * @param {string} mark name of a user timing
 */
export function tasksAfter(events, mark) {
  const start = events.find(({ name }) => name === mark);
  if (!start) return [];
  return events
    .filter(
      ({ name, ph, pid, tid, ts }) =>
        ph === 'X' &&
        name.endsWith('RunTask') &&
        pid === start.pid &&
        tid === start.tid &&
        ts >= start.ts,
    )
    .map(({ dur }) => dur / 1000)
    .sort((a, b) => b - a);
}

/** What `bench.inject` marks. */
const MARK = 'hotline-bench';

/** The longest task between the tag and a second after its number. */
async function sampleTrace({ browser, origin, traces }, contender, round) {
  const opened = await openShop(browser, `${origin}/`);
  const { session, slow, close } = opened;
  try {
    await slow(SLOWED);
    const events = await recorded(session, async () => {
      await settle(opened, contender, 1_000);
    });
    if (traces) {
      mkdirSync(traces, { recursive: true });
      writeFileSync(
        join(traces, `${contender.name}-${round + 1}.json`),
        JSON.stringify({ traceEvents: events }),
      );
    }
    const tasks = tasksAfter(events, MARK);
    return { longest: tasks[0], second: tasks[1], over50: tasks.filter((ms) => ms > 50).length };
  } finally {
    await close();
  }
}

export const trace = {
  name: 'trace',
  title: 'The longest tasks of loading, from a trace',
  base: 'vanilla',
  share: 1 / 3,
  takes: ({ isPeer, name, attributes }) => attributes && !isPeer && name !== 'vanilla-again',
  measures: [
    { key: 'longest', label: 'longest task, ms', ratio: true },
    { key: 'second', label: 'second, ms' },
    { key: 'over50', label: 'tasks over 50 ms', digits: 0 },
  ],
  sample: sampleTrace,
};
