import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const CLIENTS = 8;
const CONTACT_MS = 50;
/** After a request that failed, ms: members do not retry faster. */
const RETRY_MS = 25;
const SETTLE_TRIES = 200;

let phones = 0;
/** A mobile number that nobody else has. */
const freshPhone = () => `139${String(10_000_000 + ++phones)}`;

/** Sends one request. Resolves to its status and body, or to the code of a connection error. */
function send(agent, url, method, headers = {}, body) {
  return new Promise((resolve) => {
    const outgoing = request(url, { agent, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
      answer.on('error', (error) => resolve({ status: error.code ?? 'broken' }));
    });
    outgoing.on('error', (error) => resolve({ status: error.code ?? 'broken' }));
    outgoing.end(body);
  });
}

const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);

/**
 * Members who ask for callbacks, each with an Idempotency-Key and a phone number of their own, and
 * one who asks for the number to call.
 * @param {() => string | undefined} urlOf Address of the desk; undefined while none runs
 */
export function startLoad(urlOf) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS * 2 });
  /** Every callback that was asked for: its phone number, and its ticket once acknowledged. */
  const callbacks = [];
  const answers = new Map();
  const contact = { asked: 0, right: 0, wrong: new Map(), slowestMs: 0 };
  const withoutRetryAfter = { count: 0 };
  let slowestMs = 0;
  let running = true;

  async function post(callback) {
    const url = urlOf();
    if (url === undefined) return undefined;
    const started = performance.now();
    const answer = await send(
      agent,
      `${url}/v1/callbacks`,
      'POST',
      { 'Content-Type': 'application/json', 'Idempotency-Key': callback.key },
      JSON.stringify({ phone: callback.phone, when: { kind: 'asap' }, consent: true }),
    );
    slowestMs = Math.max(slowestMs, performance.now() - started);
    add(answers, answer.status);
    if (answer.status === 201 || answer.status === 200) {
      const { number, key } = JSON.parse(answer.text);
      callback.isDoubled ||= callback.ticket !== undefined && callback.ticket !== number;
      callback.ticket ??= number;
      callback.ticketKey ??= key;
    }
    if (answer.status === 503 && !(Number(answer.headers['retry-after']) > 0))
      withoutRetryAfter.count++;
    return answer.status;
  }

  async function member() {
    while (running) {
      if (urlOf() === undefined) {
        await pause(RETRY_MS);
        continue;
      }
      const callback = { key: randomBytes(12).toString('hex'), phone: freshPhone() };
      callbacks.push(callback);
      await post(callback);
      if (callback.ticket === undefined) await pause(RETRY_MS);
    }
  }

  async function caller() {
    while (running) {
      const url = urlOf();
      if (url !== undefined) {
        const started = performance.now();
        const { status, text } = await send(agent, `${url}/v1/contact`, 'GET');
        // A connection that breaks because the desk was killed is no answer.
        if (typeof status === 'number') {
          contact.asked++;
          contact.slowestMs = Math.max(contact.slowestMs, performance.now() - started);
          if (status === 200 && text.includes('4001000001')) contact.right++;
          else add(contact.wrong, status);
        }
      }
      await pause(CONTACT_MS);
    }
  }

  const work = [caller(), ...Array.from({ length: CLIENTS }, member)];
  const acknowledged = () => callbacks.filter(({ ticket }) => ticket !== undefined);
  return {
    answers,
    contact,
    withoutRetryAfter,
    callbacks,
    acknowledged,
    slowestMs: () => slowestMs,
    async stop() {
      running = false;
      await Promise.all(work);
    },
    /** Repeats every request that was not acknowledged, with its key, as members' browsers do. */
    async settle() {
      const open = callbacks.filter(({ ticket }) => ticket === undefined);
      const settleNext = async () => {
        for (let callback = open.pop(); callback; callback = open.pop())
          for (let tries = 0; callback.ticket === undefined && tries < SETTLE_TRIES; tries++) {
            await post(callback);
            if (callback.ticket === undefined) await pause(RETRY_MS);
          }
      };
      await Promise.all(Array.from({ length: CLIENTS }, settleNext));
    },
    repeat: post,
    async cancel({ ticket, ticketKey }) {
      const { status } = await send(agent, `${urlOf()}/v1/tickets/${ticket}/cancel`, 'POST', {
        Authorization: `Bearer ${ticketKey}`,
      });
      if (status !== 200) throw new Error(`A ticket could not be cancelled: ${status}`);
    },
    close: () => agent.destroy(),
    get: (path) => send(agent, `${urlOf()}${path}`, 'GET'),
  };
}
