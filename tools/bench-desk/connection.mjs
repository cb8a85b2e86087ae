import { connect } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * Reads the first answer in `bytes`.
 * @param {Buffer} bytes
 * @returns {{ status: number, length: number, body: Buffer } | undefined} undefined while it is not
 *   whole; `length` with its head
 * @throws {Error} when it does not say where it ends
 */
export function firstAnswer(bytes) {
  const head = bytes.indexOf(END_OF_HEAD);
  if (head < 0) return undefined;
  const text = bytes.toString('latin1', 0, head);
  const body = head + END_OF_HEAD.length;
  const [, given] = /\r\ncontent-length: *(\d+)/i.exec(text) ?? [];
  if (given === undefined && !/\r\ntransfer-encoding: *chunked/i.test(text))
    throw new Error('an answer without a length');
  const last = given === undefined ? bytes.indexOf('\r\n0\r\n\r\n', head + 2) : 0;
  const length = given === undefined ? last + 7 : body + Number(given);
  if (last < 0 || bytes.length < length) return undefined;
  return { status: Number(text.slice(9, 12)), length, body: bytes.subarray(body, length) };
}

/**
 * One kept-alive connection, one request at a time. Much lighter than Node's own client, so that the
 * generator of the load is not what is measured.
 * @param {number} port of this machine
 * @returns {Promise<{ send(request: string): Promise<{ status: number, body: Buffer }>, close(): void }>}
 */
export function openConnection(port) {
  let waiting;
  let bytes = Buffer.alloc(0);
  const fail = (error) => waiting?.reject(error);
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () =>
      resolve({
        send: (request) =>
          new Promise((answered, failed) => {
            waiting = { resolve: answered, reject: failed };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
    socket.on('error', (error) => {
      reject(error);
      fail(error);
    });
    socket.on('close', () => fail(new Error('the connection was closed')));
    socket.on('data', (chunk) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      let answer;
      try {
        answer = firstAnswer(bytes);
      } catch (error) {
        socket.destroy();
        fail(error);
      }
      if (!answer) return;
      bytes = bytes.subarray(answer.length);
      waiting.resolve(answer);
    });
  });
}
