import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { DESK_ID, KEY_ID } from '../../demo/server/member-token.mjs';
import { SIGNING_SECRET } from '../bench/desk.mjs';

const HEAD = 'Host: desk.example\r\nOrigin: https://shop.example\r\n';

/** A guest who asks for the number to call. */
const contact = () => `GET /v1/contact HTTP/1.1\r\n${HEAD}\r\n`;

const MEMBERS = 500;
/** A token is used for so long, s: the desk accepts it twice as long. */
const TOKEN_SECONDS = 300;
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokens = new Map();

/** The token of a member, signed while a request is made: without waiting. */
function tokenOf(sub) {
  const now = Math.floor(Date.now() / 1000);
  const known = tokens.get(sub);
  if (known && now - known.now < TOKEN_SECONDS) return known.token;
  const claims = { sub, tier: 'vip', aud: DESK_ID, iat: now, exp: now + 2 * TOKEN_SECONDS };
  const signed = `${part({ alg: 'HS256', kid: KEY_ID })}.${part(claims)}`;
  const key = Buffer.from(SIGNING_SECRET, 'base64url');
  const token = `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
  tokens.set(sub, { now, token });
  return token;
}

let asked = 0;
/** A signed-in member, one after the other. */
const ofMember = () => `Authorization: Bearer ${tokenOf(`m-${asked++ % MEMBERS}`)}\r\n`;

/** A member who asks for their number, most of them with a ticket of {@link memberCallback}. */
const memberContact = () => `GET /v1/contact HTTP/1.1\r\n${HEAD}${ofMember()}\r\n`;

/** Numbers of this process: nobody else has them. */
let phone = 13_000_000_000 + randomInt(10_000) * 90_000;

/** Somebody who asks for a callback, with a phone number, an address and an Idempotency-Key of their own. */
function callback(more = '') {
  const body = JSON.stringify({ phone: String(phone++), when: { kind: 'asap' }, consent: true });
  const key = randomBytes(16).toString('hex');
  const address = `10.${[...randomBytes(3)].join('.')}`;
  return `POST /v1/callbacks HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nIdempotency-Key: ${key}\r\nX-Forwarded-For: ${address}\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** The same by a signed-in member. */
const memberCallback = () => callback(ofMember());

/** What is asked, by name: the request, and the status that answers it. */
export const REQUESTS = {
  contact: { make: contact, status: 200 },
  callback: { make: () => callback(), status: 201 },
  'member-contact': { make: memberContact, status: 200 },
  'member-callback': { make: memberCallback, status: 201 },
};
