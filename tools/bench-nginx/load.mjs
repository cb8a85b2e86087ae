// Asks for contacts in a process of its own: `rate` a second, whatever the answers do. Each time
// counts from when the request was due, not from when it could be sent. Each message holds the
// options of `ask`; the answer is what it returns.
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const END_OF_HEAD = '\r\n\r\n';
/** More connections are not opened; later requests wait, and their wait counts. */
const MOST = 500;
/** After the last request is due, answers are waited for so long, ms. */
const PATIENCE_MS = 5_000;

/** Length of the first answer in `text`, and whether it is a 200; undefined while it is not whole. */
function firstAnswer(text) {
  const head = text.indexOf(END_OF_HEAD);
  if (head < 0) return undefined;
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head + 2)) ?? [];
  if (length === undefined) throw new Error('an answer without a length');
  const whole = head + END_OF_HEAD.length + Number(length);
  return text.length < whole ? undefined : { whole, isRight: text.startsWith('HTTP/1.1 200') };
}

/** A kept-alive connection, one request at a time. */
function open(port, onAnswer, onError) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let text = '';
  const connection = { due: 0, isBusy: false, socket };
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
    const answer = firstAnswer(text);
    if (!answer) return;
    text = text.slice(answer.whole);
    onAnswer(connection, answer.isRight);
  });
  socket.on('error', onError).on('close', onError);
  return connection;
}

/** @param {{ port: number, rate: number, ms: number, headers: string }} options */
async function ask({ port, rate, ms, headers }) {
  const [times, idle, waiting] = [[], [], []];
  const all = new Set();
  let [asked, wrong, latest, ended] = [0, 0, 0, false];
  const send = (connection, due) => {
    connection.due = due;
    connection.isBusy = true;
    // No two guests ask with the same query.
    connection.socket.write(
      `GET /v1/contact?_=${++asked} HTTP/1.1\r\nHost: desk\r\n${headers}\r\n`,
    );
  };
  const answered = (connection, isRight) => {
    latest = performance.now();
    connection.isBusy = false;
    if (isRight) times.push(latest - connection.due);
    else wrong++;
    const due = waiting.shift();
    if (due === undefined) idle.push(connection);
    else send(connection, due);
  };
  const start = performance.now();
  for (let due = start; due - start < ms; due += (-Math.log(1 - Math.random()) / rate) * 1000) {
    if (due > performance.now()) await pause(Math.max(1, due - performance.now()));
    let connection = idle.pop();
    if (!connection && all.size < MOST) {
      const opened = open(port, answered, () => {
        if (ended || !all.delete(opened)) return;
        if (opened.isBusy) wrong++;
        // nginx closes a connection after a thousand requests.
        else idle.splice(idle.indexOf(opened), 1);
      });
      all.add((connection = opened));
    }
    if (connection) send(connection, due);
    else waiting.push(due);
  }
  const sentAfter = performance.now() - start;
  const until = performance.now() + PATIENCE_MS;
  while (times.length + wrong < asked + waiting.length && performance.now() < until) await pause(5);
  ended = true;
  const unanswered = asked + waiting.length - times.length - wrong;
  for (const { socket } of all) socket.destroy();
  return { times, wrong: wrong + unanswered, asked, sentAfter, took: latest - start };
}

process.on('message', (options) => {
  ask(options).then((result) => process.send(result));
});
process.on('disconnect', () => process.exit(0));
