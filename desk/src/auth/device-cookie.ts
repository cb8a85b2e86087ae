import type { Context } from 'hono';
import { generateCookie, getCookie } from 'hono/cookie';
import { DAY } from '../../../src/core/time.ts';
import type { DeskConfig } from '../config/desk-config.ts';
import type { RandomBytes } from '../domain/random.ts';
import { equalInConstantTime } from './equal.ts';
import { deviceMac } from './secrets.ts';
import { prefixOf } from './session-cookie.ts';

/**
 * Remembers on a browser which logins have signed in there, as OWASP's "device cookies": guesses
 * from elsewhere cannot lock such a browser out. It opens nothing by itself, and nothing is stored
 * about it: an HMAC shows that the desk made it.
 */
const NAME = 'hotline_device';
const VALID_MS = 180 * DAY;
const NONCE_BYTES = 12;
/** Logins that one browser remembers; the one that is not used longest is dropped. */
const MAX_LOGINS = 8;

/** `<random>.<end in base 36>.<HMAC>`, one for each login. */
const ENTRY = /^([\w-]{16})\.([0-9a-z]{1,11})\.([\w-]{43})$/;
const BETWEEN = '~';

const entriesOf = (c: Context, desk: DeskConfig): string[] =>
  (getCookie(c, NAME, prefixOf(c, desk)) ?? '')
    .split(BETWEEN)
    .slice(0, MAX_LOGINS)
    .filter((entry) => ENTRY.test(entry));

/** The id that an entry gives this login; undefined when it is for another or too old. */
function deviceOf(
  entry: string,
  login: string,
  now: number,
  secret: Uint8Array,
): string | undefined {
  const [, nonce = '', end = '', mac = ''] = ENTRY.exec(entry) ?? [];
  return parseInt(end, 36) > now && equalInConstantTime(mac, deviceMac(secret, login, nonce, end))
    ? nonce
    : undefined;
}

interface Needs {
  desk: DeskConfig;
  secret: Uint8Array;
  now: number;
}

/** Id of this device for a login that has signed in on it before. */
export function readDevice(
  c: Context,
  login: string,
  { desk, secret, now }: Needs,
): string | undefined {
  for (const entry of entriesOf(c, desk)) {
    const device = deviceOf(entry, login, now, secret);
    if (device !== undefined) return device;
  }
  return undefined;
}

/** Adds to the answer that this login has signed in on this device. */
export function writeDevice(
  c: Context,
  login: string,
  { desk, secret, now, random }: Needs & { random: RandomBytes },
): void {
  const nonce = Buffer.from(random(NONCE_BYTES)).toString('base64url');
  const end = (now + VALID_MS).toString(36);
  const others = entriesOf(c, desk).filter(
    (entry) => deviceOf(entry, login, now, secret) === undefined,
  );
  const value = [`${nonce}.${end}.${deviceMac(secret, login, nonce, end)}`, ...others]
    .slice(0, MAX_LOGINS)
    .join(BETWEEN);
  const prefix = prefixOf(c, desk);
  const cookie = generateCookie(NAME, value, {
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: VALID_MS / 1000,
    ...(prefix && { prefix }),
  });
  c.header('Set-Cookie', cookie, { append: true });
}
