import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DESK_ID, KEY_ID } from './member-token.mjs';

/**
 * The secrets of this demo, made once: what member tokens and session cookies are signed with.
 * @param {string} folder
 * @returns {Promise<{ signing: string, session: string }>}
 */
async function secrets(folder) {
  const file = join(folder, 'secrets.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return JSON.parse(kept);
  const made = { signing: randomBytes(32).toString('base64url'), session: randomBytes(32).toString('base64url') };
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/**
 * Prepares the folder that outlives the demo: secrets, the desk's config, its database, the shop's orders.
 * @param {string} folder
 * @param {readonly string[]} origins from which the shop's pages call the desk
 */
export async function prepareData(folder, origins) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const deskConfig = join(folder, 'desk.config.json');
  const config = {
    id: DESK_ID,
    origins,
    keys: [{ kid: KEY_ID, alg: 'HS256', secretEnv: 'DEMO_SIGNING_SECRET' }],
    // Far above the defaults: whoever tries the demo asks for more callbacks than a member would.
    limits: { perNumberPerDay: 50, perAddressPerHour: 1000, requestsPerMinute: 6000 },
  };
  // Written anew at every start, because the origins follow the ports.
  await writeFile(deskConfig, `${JSON.stringify(config, null, 2)}\n`);
  return { ...(await secrets(folder)), deskConfig, database: join(folder, 'desk.db'), orders: join(folder, 'orders.json') };
}
