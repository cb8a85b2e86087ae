import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { CannotStart } from './ports.mjs';

/** Login, name and role: two accounts, to try what one agent sees of the other's work. */
const AGENTS = [
  ['xiaoxing', '小星', 'supervisor'],
  ['xiaohe', '小河', 'agent'],
];

/**
 * @param {string} main
 * @param {Record<string, string>} env
 * @param {readonly string[]} args
 * @param {string} input
 */
async function run(main, env, args, input) {
  const child = spawn(process.execPath, [main, 'agents', ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new CannotStart(errors.trim());
  return output;
}

/**
 * Adds the demo's agents, unless an earlier start did.
 * @param {string} main the desk's built entry
 * @param {Record<string, string>} env the desk's environment variables
 * @param {string} password for all of them
 * @returns {Promise<string[]>} their logins
 * @throws {CannotStart} when the desk refuses
 */
export async function addAgents(main, env, password) {
  const known = await run(main, env, ['list'], '');
  for (const [login = '', name = '', role = ''] of AGENTS) {
    if (!known.includes(login))
      await run(
        main,
        env,
        ['add', '--login', login, '--name', name, '--role', role],
        `${password}\n`,
      );
  }
  return AGENTS.map(([login = '']) => login);
}
