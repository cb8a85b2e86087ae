import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Adds an agent with the desk's own command, and signs in.
 * @param {{ checkout: string, folder: string, database?: string, url: string, login: string }} of
 * @returns {Promise<{ cookie: string, send(method: string, path: string, body?: object):
 *   Promise<Response> }>} `send` rejects unless the desk does what it is asked
 */
export async function signIn({ checkout, folder, database, url, login }) {
  const { stdout } = await run(
    process.execPath,
    [
      ...[join(checkout, 'desk/dist/main.js'), 'agents', 'add', '--login', login],
      ...['--name', login, '--role', 'supervisor', '--generate'],
    ],
    {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: database ?? pathToFileURL(join(folder, 'desk.db')).href,
      },
    },
  );
  const [, password] = /only now: (\S+)/.exec(stdout) ?? [];
  let cookie = '';
  async function send(method, path, body) {
    const answer = await fetch(`${url}/console/api${path}`, {
      method,
      headers: {
        Origin: url,
        ...(cookie && { Cookie: cookie }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
  const answer = await send('POST', '/session', { login, password });
  cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  await answer.text();
  return { cookie, send };
}
