import { Agent, get } from 'node:http';

const agent = new Agent({ maxSockets: Infinity, keepAlive: true });
/** `[stream, event, when]`, when on the clock that all processes of this machine share, ms. */
let events = [];
let opened = 0;

/** Opens a stream; resolves when its answer has begun. */
const follow = (url, headers, read) =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`a stream: ${answer.statusCode}`));
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => {
        const at = performance.timeOrigin + performance.now();
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop();
        for (const block of blocks) read(block, at);
      });
      answer.on('error', () => undefined);
      resolve();
    }).on('error', reject);
  });

/** How many streams are opened at the same time. */
const TOGETHER = 50;

async function followMany(count, one) {
  for (let from = 0; from < count; from += TOGETHER)
    await Promise.all(
      Array.from({ length: Math.min(TOGETHER, count - from) }, () => one(opened++)),
    );
}

/** Follows the queue as consoles do. @param {{ url: string, cookies: string[], each: number }} */
export const followConsoles = ({ url, cookies, each }) =>
  followMany(cookies.length * each, (index) =>
    follow(
      `${url}/console/api/stream`,
      { Cookie: cookies[index % cookies.length] },
      (block, at) => {
        const [, number] = /^event: queue\n.*"number":"(\d+)"/s.exec(block) ?? [];
        if (number) events.push([index, number, at]);
      },
    ),
  );

/** Follows a line's status as open panels do. @param {{ url: string, count: number }} */
export const followContacts = ({ url, count }) =>
  followMany(count, (index) =>
    follow(`${url}/v1/contact/stream`, {}, (block, at) => {
      const [, state] = /"state":"(\w+)"/.exec(block) ?? [];
      if (state) events.push([index, state, at]);
    }),
  );

/** What the streams of this process have heard since this was asked last. */
export function heard() {
  const all = events;
  events = [];
  return Promise.resolve(all);
}
