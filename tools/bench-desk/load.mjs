// Makes load in a process of its own. Each message is `[name, options]` of one of the functions
// below; the answer is what it returns.
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../bench/stats.mjs';
import { openConnection } from './connection.mjs';
import { followConsoles, followContacts, heard } from './follow.mjs';
import { REQUESTS } from './requests.mjs';

/** On the clock that all processes of this machine share, ms. */
const now = () => performance.timeOrigin + performance.now();
const numberOf = ({ body }) => JSON.parse(body.toString()).number;

/** @param {number[]} times ms */
function summed(times, wrong) {
  const sorted = times.sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((at) => quantile(sorted, at));
  return { count: times.length, p50, p95, p99, max: sorted.at(-1), wrong };
}

/** As many requests as `connections` can make, each waiting for its answer. */
async function closed({ ports, request, connections, ms }) {
  const { make, status } = REQUESTS[request];
  const times = [];
  let wrong = 0;
  const from = performance.now();
  const ask = async (_, index) => {
    const connection = await openConnection(ports[index % ports.length]);
    for (let sent = from; sent - from < ms;) {
      const answer = await connection.send(make());
      const at = performance.now();
      if (answer.status === status) times.push(at - sent);
      else wrong++;
      sent = at;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, ask));
  const took = performance.now() - from;
  return { ...summed(times, wrong), rate: (times.length / took) * 1000 };
}

/** No more connections than this are opened; later requests wait, and their wait counts. */
const MOST = 1_000;

/**
 * Requests at random times, `rate` a second on average, whatever the answers do. Each time counts
 * from when the request was due, not from when it could be sent.
 */
async function open({ ports, request, rate, ms }) {
  const { make, status } = REQUESTS[request];
  const [times, idle, waiting, made] = [[], [], [], []];
  let [wrong, opened] = [0, 0];
  async function connection() {
    const free = idle.pop();
    if (free) return free;
    if (opened < MOST) return openConnection(ports[opened++ % ports.length]);
    return new Promise((resolve) => waiting.push(resolve));
  }
  async function send(due) {
    let using = await connection();
    try {
      const answer = await using.send(make());
      if (answer.status === status) {
        times.push(now() - due);
        if (request === 'callback') made.push([numberOf(answer), due]);
      } else wrong++;
    } catch {
      // A desk that has too much to do may close the connection.
      wrong++;
      using.close();
      using = await openConnection(ports[opened++ % ports.length]);
    }
    const next = waiting.shift();
    if (next) next(using);
    else idle.push(using);
  }
  const start = now();
  const sent = [];
  for (let due = start; due - start < ms; due += (-Math.log(1 - Math.random()) / rate) * 1000) {
    if (due > now()) await pause(due - now());
    sent.push(send(due));
  }
  await Promise.all(sent);
  for (const each of idle) each.close();
  return { ...summed(times, wrong), made };
}

const FUNCTIONS = { closed, open, followConsoles, followContacts, heard };

// Whoever asked may have been interrupted meanwhile.
const answer = (message) => process.send(message, () => undefined);

process.on('message', ([name, options]) => {
  FUNCTIONS[name](options).then(
    (result) => answer({ result }),
    (error) => answer({ error: String(error.message) }),
  );
});
process.on('disconnect', () => process.exit(0));
