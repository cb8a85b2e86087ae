import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
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

describe('a running server', () => {
  it('answers 408 when headers or body are not finished in time', async (t) => {
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

  it('limits requests by the address of the connection, not by X-Forwarded-For', async (t) => {
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
});

describe('listen', () => {
  it('rejects a taken port and names it', async (t) => {
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

  it('rejects a host that is not this machine', async (t) => {
    const { app } = await startDesk(t);
    await assert.rejects(
      listen(app, '192.0.2.1', 0),
      /^Error: HOST: expected an address of this machine$/,
    );
  });
});

describe('close', () => {
  it('waits for running requests, but not longer than the grace time', async (t) => {
    const { app } = await startDesk(t);
    const server = await listen(app, '127.0.0.1', 0);
    const socket = await open(server.url);
    socket.write(
      'POST /v1/callbacks HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nIdempotency-Key: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n',
    );
    // The server has begun with this request.
    const [reply] = (await once(socket, 'data')) as [Buffer];
    assert.match(reply.toString(), /^HTTP\/1\.1 100 /);
    const ended = once(socket, 'close');
    await server.close(50);
    await ended;
    await assert.rejects(open(server.url), /ECONNREFUSED/);
  });
});
