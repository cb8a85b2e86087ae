import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { TooBusy } from '../../src/http/task-limit.ts';
import {
  createPictures,
  PictureFailure,
  type PictureOptions,
} from '../../src/pictures/pictures.ts';
import { temporaryFolder } from '../support/database.ts';
import { until } from '../support/deliver.ts';
import { noiseOf, pngOf } from '../support/pictures.ts';

async function start(t: TestContext, options: PictureOptions = {}) {
  const pictures = createPictures(options);
  t.after(() => pictures.close());
  await pictures.found;
  return pictures;
}

/** A program in place of the one that draws. */
function program(t: TestContext, code: string): string {
  const path = join(temporaryFolder(t), 'program.mjs');
  writeFileSync(path, code);
  return path;
}

const READY = `process.on('disconnect', () => process.exit()); process.send({ kind: 'ready' });`;

const failureOf = async (drawing: Promise<unknown>): Promise<string> => {
  const error: unknown = await drawing.then(
    () => assert.fail('it was drawn'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof PictureFailure, String(error));
  return error.kind;
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the process that draws pictures', () => {
  it('is replaced when it is killed while it draws', async (t) => {
    const pictures = await start(t);
    const pid = pictures.pid();
    assert.ok(pid);
    const drawing = pictures.shrink(await noiseOf(1500, 1500));
    const failed = failureOf(drawing);
    process.kill(pid, 'SIGKILL');
    assert.equal(await failed, 'crashed');
    assert.equal((await pictures.shrink(await pngOf())).kind, 'shrunk');
    assert.notEqual(pictures.pid(), pid);
  });

  it('is killed when it takes too long, however busy it is', async (t) => {
    const hangs = program(t, `process.on('message', () => { for (;;); }); ${READY}`);
    const pictures = await start(t, { program: hangs, maxMs: 100 });
    const pid = pictures.pid();
    assert.ok(pid && isRunning(pid));
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    assert.equal(await failureOf(pictures.shrink(await pngOf())), 'timeout');
    clearInterval(timer);
    assert.ok(turns > 5, 'the desk went on meanwhile');
    await until(() => !isRunning(pid));
  });

  it('is looked for again where the machine was too busy to start it', async (t) => {
    const mark = join(temporaryFolder(t), 'asked-before');
    const busyAtFirst = program(
      t,
      `import { existsSync, writeFileSync } from 'node:fs';
       const isSecond = existsSync(${JSON.stringify(mark)});
       writeFileSync(${JSON.stringify(mark)}, '');
       setInterval(() => {}, 1000);
       process.on('disconnect', () => process.exit());
       if (isSecond) process.send({ kind: 'ready' });`,
    );
    const pictures = await start(t, { program: busyAtFirst, maxStartMs: 2_000, lookAgainMs: 10 });
    assert.equal(pictures.available(), false);
    await until(() => pictures.available());
  });

  it('that crashes at every picture fails each of them, and nothing else', async (t) => {
    const crashes = program(t, `process.on('message', () => process.abort()); ${READY}`);
    const pictures = await start(t, { program: crashes });
    const file = await pngOf();
    assert.deepEqual(await Promise.all([1, 2].map(() => failureOf(pictures.shrink(file)))), [
      'crashed',
      'crashed',
    ]);
  });

  it('that cannot load its library makes pictures unavailable', async (t) => {
    const broken = program(t, `throw new Error('no build for this machine');`);
    const pictures = createPictures({ program: broken });
    t.after(() => pictures.close());
    assert.equal(await pictures.found, false);
    assert.equal(pictures.available(), false);
    assert.equal(await failureOf(pictures.shrink(await pngOf())), 'not-started');
  });

  it('ends when it has nothing to do, and is started again', async (t) => {
    const pictures = await start(t, { idleMs: 20 });
    const pid = pictures.pid();
    await until(() => pictures.pid() === undefined);
    assert.ok(pid);
    await until(() => !isRunning(pid));
    assert.equal(pictures.available(), true);
    assert.equal((await pictures.shrink(await pngOf())).kind, 'shrunk');
  });

  it('draws one at a time, and lets only a few wait', async (t) => {
    const slow = program(
      t,
      `let running = 0; process.on('message', () => { running++; setTimeout(() => { process.send({ kind: running > 1 ? 'two at once' : 'damaged' }); running--; }, 5); }); ${READY}`,
    );
    const pictures = await start(t, { program: slow });
    const file = await pngOf();
    const asked = await Promise.allSettled(Array.from({ length: 30 }, () => pictures.shrink(file)));
    const drawn = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value.kind] : []));
    assert.deepEqual(new Set(drawn), new Set(['damaged']));
    const refused = asked.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    );
    assert.deepEqual([drawn.length, refused.length], [17, 13]);
    assert.ok(refused.every((reason) => reason instanceof TooBusy));
  });

  it('is not started with the flags of the desk', async (t) => {
    const flags = ['--import', 'data:text/javascript,process.exit(1)'];
    process.execArgv.push(...flags);
    t.after(() => process.execArgv.splice(-flags.length));
    const draws = program(
      t,
      `process.on('message', () => process.send({ kind: 'damaged' })); ${READY}`,
    );
    const pictures = await start(t, { program: draws });
    assert.equal((await pictures.shrink(await pngOf())).kind, 'damaged');
  });

  it('gets nothing of the environment of the desk', async (t) => {
    process.env['CANARY_SECRET'] = 'x';
    t.after(() => delete process.env['CANARY_SECRET']);
    const tells = program(
      t,
      `process.on('message', () => process.send({ kind: Object.keys(process.env).join() })); ${READY}`,
    );
    const pictures = await start(t, { program: tells });
    const { kind } = await pictures.shrink(await pngOf());
    assert.ok(!kind.includes('CANARY') && kind.includes('NODE_ENV'), kind);
  });
});
