import { spawn } from 'node:child_process';
import { CannotStart } from './ports.mjs';

const READY_WITHIN = 30_000;
const END_WITHIN = 12_000;

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs the desk as its own process and waits until it takes requests.
 *
 * @param {string} main its built entry, absolute
 * @param {Record<string, string>} env what it reads, its PORT and HOST among them
 * @throws {CannotStart} where it ends or is not ready within 30 s
 */
export async function startDesk(main, env) {
  const guard = new URL('./end-with-parent.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', guard, main], {
    env: { ...process.env, ...env },
    // The channel closes when this process dies, however it dies: then the desk ends too.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C reaches the whole group of a terminal, and a second signal would cut the desk short: it gets one, from us.
    detached: true,
    windowsHide: true,
  });
  let running = true;
  const ended = new Promise((resolve) =>
    child.once('exit', (code, signal) => {
      running = false;
      resolve(signal ?? code);
    }),
  );

  const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST;
  const ready = `http://${host}:${env.PORT}/ready`;
  const deadline = Date.now() + READY_WITHIN;
  while (
    !(await fetch(ready).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (!running)
      throw new CannotStart(
        `客服服务没有启动（${await ended}），原因见上。\nThe desk did not start (${await ended}); see above.`,
      );
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new CannotStart(
        `客服服务 ${READY_WITHIN / 1000} 秒内没有就绪。\nThe desk was not ready within ${READY_WITHIN / 1000} s.`,
      );
    }
    await pause(100);
  }

  return {
    pid: child.pid,
    /** When it has ended: its exit code or the signal. */
    ended,
    /** Asks it to end; makes it where it does not within 12 s. */
    async stop() {
      if (!running) return;
      const last = setTimeout(() => child.kill('SIGKILL'), END_WITHIN);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(last);
    },
  };
}
