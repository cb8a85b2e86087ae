import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { CannotStart } from './ports.mjs';

/** A supervisor, and an agent to see what two of them see. */
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
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new CannotStart(complaint.trim());
  return said;
}

/**
 * Adds the demo's agents, unless they are there from an earlier start.
 * @param {string} main the desk's built entry
 * @param {Record<string, string>} env that of the desk
 * @param {string} password of each of them
 * @returns {Promise<string[]>} their logins
 * @throws {CannotStart} where the desk refuses
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
