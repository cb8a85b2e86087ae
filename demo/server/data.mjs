import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DESK_ID, KEY_ID } from './member-token.mjs';

const secret = () => randomBytes(32).toString('base64url');

/**
 * The secrets of this demo, made once: what member tokens, session cookies and the desk's webhooks are signed with, and the agents' password.
 * @param {string} folder
 * @returns {Promise<{ signing: string, session: string, webhook: string, password: string }>}
 */
async function secrets(folder) {
  const file = join(folder, 'secrets.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  // Those of an earlier version of the demo may be fewer.
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
 * Prepares the folder that outlives the demo: secrets, the desk's config, its database, the shop's orders.
 * @param {string} folder
 * @param {readonly string[]} origins from which the shop's pages call the desk
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
    // The shop is on this very machine; across the internet a private address is refused.
    webhooks: [
      {
        id: 'shop',
        url: `${origins[0]}/hotline-events`,
        secretEnv: 'DEMO_WEBHOOK_SECRET',
        allowPrivateAddresses: true,
      },
    ],
    // Far above the defaults: whoever tries the demo asks for more callbacks than a member would.
    limits: { perNumberPerDay: 50, perAddressPerHour: 1000, requestsPerMinute: 6000 },
  };
  // Written anew at every start, because the origins follow the ports.
  await writeFile(deskConfig, `${JSON.stringify(config, null, 2)}\n`);
  return {
    ...(await secrets(folder)),
    deskConfig,
    database: join(folder, 'desk.db'),
    orders: join(folder, 'orders.json'),
    service: join(folder, 'service.json'),
  };
}
