import { spawn } from 'node:child_process';
import { CannotStart } from './ports.mjs';

const READY_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 12_000;

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs the desk as its own process and waits until it takes requests.
 *
 * @param {string} main absolute path of its built entry
 * @param {Record<string, string>} env its environment variables, with PORT and HOST
 * @throws {CannotStart} when it ends, or is not ready within 30 s
 */
export async function startDesk(main, env) {
  const guard = new URL('./end-with-parent.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', guard, main], {
    env: { ...process.env, ...env },
    // The IPC channel closes when this process ends, however it ends; end-with-parent.mjs then ends
    // the desk.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // In a process group of its own: Ctrl-C would reach the desk too, and a second signal ends it
    // at once. `stop` sends one.
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
  const deadline = Date.now() + READY_TIMEOUT_MS;
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
        `客服服务 ${READY_TIMEOUT_MS / 1000} 秒内没有就绪。\nThe desk was not ready within ${READY_TIMEOUT_MS / 1000} s.`,
      );
    }
    await pause(100);
  }

  return {
    pid: child.pid,
    /** Resolves to its exit code or signal when it has ended. */
    ended,
    /** Asks it to end, and kills it after 12 s. */
    async stop() {
      if (!running) return;
      const last = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(last);
    },
  };
}
