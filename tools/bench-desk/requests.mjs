import { randomBytes, randomInt } from 'node:crypto';

const HEAD = 'Host: desk.example\r\nOrigin: https://shop.example\r\n';

/** A guest who asks for the number to call. */
const contact = () => `GET /v1/contact HTTP/1.1\r\n${HEAD}\r\n`;

/** Numbers of this process: nobody else has them. */
let phone = 13_000_000_000 + randomInt(10_000) * 90_000;

/** Somebody who asks for a callback, with a phone number, an address and an Idempotency-Key of their own. */
function callback() {
  const body = JSON.stringify({ phone: String(phone++), when: { kind: 'asap' }, consent: true });
  const key = randomBytes(16).toString('hex');
  const address = `10.${[...randomBytes(3)].join('.')}`;
  return `POST /v1/callbacks HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nIdempotency-Key: ${key}\r\nX-Forwarded-For: ${address}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** What is asked, by name: the request, and the status that answers it. */
export const REQUESTS = {
  contact: { make: contact, status: 200 },
  callback: { make: callback, status: 201 },
};
