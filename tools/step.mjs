import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { platform } from 'node:process';

/** A runner that hangs is ended after so many ms, unless its step gives another limit, and counted as failed. */
const LIMIT = 600_000;

const running = new Set();

// Each step leads a process group of its own, so that the browsers and servers it started end with it.
function end(child) {
  try {
    if (platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Ends whatever still runs. */
export function endSteps() {
  for (const child of running) end(child);
}

/** Runs a command; resolves to its exit code (null where it was ended) and all it printed. */
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
      // What the step left running may hold its pipes open: they are read to the end only once those are gone.
      end(child);
      child.once('close', () => finish(code));
    });
  });
}

/** A runner's own count; one that wrote none, or found nothing to run, did not do its work. */
function countOf(file, code) {
  // One that was ended may have opened the file already.
  const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!written) return { passed: 0, failed: 1, notes: ['the runner ended without a result'] };
  const { passed, failed, notes = [] } = JSON.parse(written);
  if (passed + failed === 0) return { passed, failed: 1, notes: ['no test was found'] };
  if (failed === 0 && code !== 0)
    return { passed, failed: 1, notes: [...notes, `the runner ended with ${code ?? 'a signal'}`] };
  return { passed, failed, notes };
}

/**
 * Runs one step. `results` is the file where a test runner writes its count; a step without one counts as one.
 * Resolves to `{passed, failed, notes, output, seconds}`.
 */
export async function runStep({ command, results, env, limit = LIMIT }) {
  const start = performance.now();
  const { code, output } = await run(command, env, limit);
  const seconds = (performance.now() - start) / 1000;
  const count =
    results === undefined
      ? { passed: Number(code === 0), failed: Number(code !== 0), notes: [] }
      : countOf(results, code);
  return { ...count, output, seconds };
}
