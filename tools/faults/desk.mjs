import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** pino's number for `warn`. */
const WARN = 40;

/** What an operator would look for in the log: the code of the first error. */
function noteFirstError(line, errors) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return;
  }
  if (entry.level >= WARN)
    errors.push([entry.err?.code ?? entry.err?.type, entry.msg].filter(Boolean).join(': '));
}

/**
 * Starts a built desk and waits until it listens.
 * @param {string} main Path of its `main.js`
 * @param {Record<string, string>} env
 * @throws {Error} with what it wrote, when it ends before
 */
export async function startDesk(main, env) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exit = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', kill);
    return signal ?? code;
  });
  const errors = [];
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('hotline-desk listens on ')) resolve(line.split(' ').at(-1));
      else noteFirstError(line, errors);
    });
    void exit.then((code) => reject(new Error(`The desk ended with ${code}: ${complaint.trim()}`)));
  });
  return {
    url,
    pid: child.pid,
    /** Errors that it has logged so far: `code: message`. */
    errors,
    exit,
    /** @param {NodeJS.Signals} signal @returns how it ended: exit code or signal */
    async end(signal) {
      child.kill(signal);
      return exit;
    },
  };
}
