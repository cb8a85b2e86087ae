import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DESK_ID, KEY_ID } from './member-token.mjs';

const secret = () => randomBytes(32).toString('base64url');

/**
 * The demo's secrets, made at its first start: those that sign member tokens, session cookies and
 * webhooks, and the agents' password.
 * @param {string} folder
 * @returns {Promise<{ signing: string, session: string, webhook: string, password: string }>}
 */
async function secrets(folder) {
  const file = join(folder, 'secrets.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  // A file of an earlier version may lack some.
  const all = {
    signing: secret(),
    session: secret(),
    webhook: `whsec_${randomBytes(32).toString('base64')}`,
    password: randomBytes(9).toString('base64url'),
    ...kept,
  };
  await writeFile(file, JSON.stringify(all), { mode: 0o600 });
  return all;
}

/**
 * Prepares the folder that keeps the demo's data between starts: secrets, the desk's config and
 * database, the shop's orders.
 * @param {string} folder
 * @param {readonly string[]} origins of the shop's pages, which call the desk
 * @param {string} [publicUrl] the desk's own address
 */
export async function prepareData(folder, origins, publicUrl) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const deskConfig = join(folder, 'desk.config.json');
  const config = {
    id: DESK_ID,
    origins,
    ...(publicUrl && { publicUrl }),
    keys: [{ kid: KEY_ID, alg: 'HS256', secretEnv: 'DEMO_SIGNING_SECRET' }],
    // The shop is on this machine; by default the desk refuses private addresses.
    webhooks: [
      {
        id: 'shop',
        url: `${origins[0]}/hotline-events`,
        secretEnv: 'DEMO_WEBHOOK_SECRET',
        allowPrivateAddresses: true,
      },
    ],
    // Far above the defaults, because trying the demo takes more callbacks than a member requests.
    limits: {
      perNumberPerDay: 50,
      perAddressPerHour: 1000,
      guestsPerHour: 10_000,
      requestsPerMinute: 6000,
    },
  };
  // Written at each start, because the origins depend on the ports.
  await writeFile(deskConfig, `${JSON.stringify(config, null, 2)}\n`);
  return {
    ...(await secrets(folder)),
    deskConfig,
    database: join(folder, 'desk.db'),
    orders: join(folder, 'orders.json'),
    service: join(folder, 'service.json'),
  };
}
