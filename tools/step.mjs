import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { platform } from 'node:process';

/** A step that runs longer is ended and fails, ms. A step may set its own `limit`. */
const LIMIT_MS = 600_000;

const running = new Set();

// Each step has its own process group, so that its browsers and servers end with it.
function end(child) {
  try {
    if (platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has already ended.
  }
}

/** Ends all running steps. */
export function endSteps() {
  for (const child of running) end(child);
}

/** Runs a command. Resolves to its exit code (null if it was ended) and its output. */
function run([command, ...args], env, limit) {
  return new Promise((resolve) => {
    // npm is a script on Windows, and only a shell starts those.
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: platform !== 'win32',
      shell: platform === 'win32',
    });
    running.add(child);
    let output = '';
    const collect = (chunk) => (output += chunk);
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    const timer = setTimeout(() => {
      output += `\nended after ${limit / 1000} s\n`;
      end(child);
    }, limit);
    const finish = (code) => {
      clearTimeout(timer);
      running.delete(child);
      end(child);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += String(error);
      finish(null);
    });
    child.on('exit', (code) => {
      // Processes that the step left running may hold its pipes open. The pipes close after they
      // end.
      end(child);
      child.once('close', () => finish(code));
    });
  });
}

/** The count that a test runner wrote. A missing or empty count is a failure. */
function countOf(file, code) {
  // A runner that was ended may leave an empty file.
  const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!written) return { passed: 0, failed: 1, notes: ['the runner ended without a result'] };
  const { passed, failed, notes = [] } = JSON.parse(written);
  if (passed + failed === 0) return { passed, failed: 1, notes: ['no test was found'] };
  if (failed === 0 && code !== 0)
    return { passed, failed: 1, notes: [...notes, `the runner ended with ${code ?? 'a signal'}`] };
  return { passed, failed, notes };
}

/**
 * @typedef {object} Step
 * @property {readonly string[]} command
 * @property {string} [results] File in which a test runner writes its count. Without one, the step
 *   counts as one test.
 * @property {Readonly<Record<string, string | undefined>>} [env] Added to the environment.
 * @property {number} [limit] ms
 */

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} notes
 * @property {string} output
 * @property {number} seconds
 */

/**
 * Runs one step.
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
export async function runStep({ command, results, env, limit = LIMIT_MS }) {
  const start = performance.now();
  const { code, output } = await run(command, env, limit);
  const seconds = (performance.now() - start) / 1000;
  const count =
    results === undefined
      ? { passed: Number(code === 0), failed: Number(code !== 0), notes: [] }
      : countOf(results, code);
  return { ...count, output, seconds };
}
