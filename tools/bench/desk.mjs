import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DESK_ID, KEY_ID } from '../../demo/server/member-token.mjs';
import { startDesk } from '../faults/desk.mjs';

const MANY = 1_000_000;
/** For `GET /metrics`. */
export const METRICS_TOKEN = Buffer.alloc(32, 5).toString('base64url');
/** Signs the tokens of members. */
export const SIGNING_SECRET = Buffer.alloc(32, 7).toString('base64url');
const demo = (name) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../demo/${name}`, import.meta.url)), 'utf8'));

/** A config whose lines are open at any time of day, when the pill shows the number. */
export function alwaysOpen(name) {
  const config = demo(name);
  for (const line of Object.values(config.lines)) line.hours = '24x7';
  return config;
}

/** The number of a tier's line. */
export const numberOf = ({ lines, tiers }, tier) => lines[tiers[tier].line].number;

/** The number of a config's public line. */
export const publicNumber = ({ lines, publicLine }) => lines[publicLine].number;

/**
 * Starts a built desk with the demo's config.
 * @param {string} checkout the folder that holds `desk/dist`
 * @param {{ folder: string, origins: string[], database?: string }} options `database`: a URL; a file
 *   in the folder by default
 */
export function startBenchDesk(
  checkout,
  { folder, origins, database = pathToFileURL(join(folder, 'desk.db')).href },
) {
  mkdirSync(folder, { recursive: true });
  const [shop, desk] = [join(folder, 'shop.json'), join(folder, 'desk.json')];
  writeFileSync(shop, JSON.stringify(alwaysOpen('hotline.config.json')));
  writeFileSync(
    desk,
    JSON.stringify({
      id: DESK_ID,
      origins,
      keys: [{ kid: KEY_ID, alg: 'HS256', secret: SIGNING_SECRET }],
      // A load comes from many addresses, each of which has limits of its own.
      trustProxy: true,
      metrics: { token: METRICS_TOKEN },
      limits: {
        perAddressPerHour: MANY,
        guestsPerHour: MANY,
        requestsPerMinute: MANY,
        streams: MANY,
        streamsPerAddress: MANY,
      },
    }),
  );
  return startDesk(join(checkout, 'desk/dist/main.js'), {
    HOTLINE_CONFIG: shop,
    DESK_CONFIG: desk,
    DATABASE_URL: database,
    DESK_SECRET: Buffer.alloc(32, 9).toString('base64url'),
  });
}
