import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { ConfigError } from '../../src/config/desk-config.ts';
import { listen } from '../../src/http/server.ts';
import { CALLBACK, freshKey, freshPhone, startDesk } from '../support/fixture.ts';

const QUICK = { headers: 100, request: 200, check: 20 };

const open = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
};

test('whoever does not finish their headers, or their body, is shown the door', async (t) => {
  const { app } = await startDesk(t);
  const server = await listen(app, '127.0.0.1', 0, QUICK);
  t.after(() => server.close(0));
  const beginnings = [
    'GET /v1/contact HTTP/1.1\r\nHost: x\r\n',
    'POST /v1/callbacks HTTP/1.1\r\nHost: x\r\nIdempotency-Key: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
  ];
  for (const beginning of beginnings) {
    const socket = await open(server.url);
    socket.write(beginning);
    assert.match(await text(socket), /^HTTP\/1\.1 408 /);
  }
});

test('the address of a limit is the one at the other end of the connection', async (t) => {
  const { app } = await startDesk(t, { desk: { limits: { perAddressPerHour: 1 } } });
  const server = await listen(app, '127.0.0.1', 0);
  t.after(() => server.close(0));
  const ask = async (): Promise<number> => {
    const headers = {
      ...freshKey(),
      'Content-Type': 'application/json',
      'X-Forwarded-For': freshPhone(),
    };
    return (
      await fetch(`${server.url}/v1/callbacks`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...CALLBACK, phone: freshPhone() }),
      })
    ).status;
  };
  assert.deepEqual([await ask(), await ask()], [201, 429]);
});

test('a taken port is an error that names it', async (t) => {
  const { app } = await startDesk(t);
  const server = await listen(app, '127.0.0.1', 0);
  t.after(() => server.close(0));
  const port = Number(new URL(server.url).port);
  await assert.rejects(
    listen(app, '127.0.0.1', port),
    (error: unknown) =>
      error instanceof ConfigError &&
      error.message.startsWith(`PORT: ${port} on 127.0.0.1 is taken`),
  );
});

test('a host that is not of this machine is an error that says so', async (t) => {
  const { app } = await startDesk(t);
  await assert.rejects(
    listen(app, '192.0.2.1', 0),
    /^Error: HOST: expected an address of this machine$/,
  );
});

test('closing answers what is under way, and gives up on what does not end', async (t) => {
  const { app } = await startDesk(t);
  const server = await listen(app, '127.0.0.1', 0);
  const socket = await open(server.url);
  socket.write(
    'POST /v1/callbacks HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nIdempotency-Key: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n',
  );
  // The server says that it has begun with this request.
  const [reply] = (await once(socket, 'data')) as [Buffer];
  assert.match(reply.toString(), /^HTTP\/1\.1 100 /);
  const ended = once(socket, 'close');
  await server.close(50);
  await ended;
  await assert.rejects(open(server.url), /ECONNREFUSED/);
});
