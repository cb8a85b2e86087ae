import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { Hono } from 'hono';
import { ConfigError } from '../../src/config/desk-config.ts';
import { listen, TIMEOUTS } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import { until } from '../support/deliver.ts';
import { CALLBACK, freshKey, freshPhone, query, startDesk } from '../support/fixture.ts';
import { noiseOf, pngOf, runningPictures } from '../support/pictures.ts';
import { PHONE_SECRET } from '../support/situations.ts';

const pictures = await runningPictures();

const QUICK = { headers: 100, request: 200, upload: 10_000, check: 20 };

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

  it('cuts off a client that sends byte after byte, in headers or body', async (t) => {
    assert.ok(TIMEOUTS.headers + TIMEOUTS.check <= 6_000);
    assert.ok(TIMEOUTS.request + TIMEOUTS.check <= 6_000);
    const { app } = await startDesk(t);
    const server = await listen(app, '127.0.0.1', 0, QUICK);
    t.after(() => server.close(0));
    for (const beginning of [
      'GET /v1/contact HTTP/1.1\r\nHost: x\r\nX-Slow: ',
      'POST /v1/briefs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n',
    ]) {
      const socket = await open(server.url);
      socket.write(beginning);
      const trickle = setInterval(() => socket.write('x'), 10);
      socket.once('close', () => clearInterval(trickle));
      socket.on('error', () => undefined);
      // A byte that arrives after the server has closed resets the connection, and the answer with it.
      const end = await text(socket).catch((error: unknown) =>
        String((error as NodeJS.ErrnoException).code),
      );
      assert.match(end, /^(HTTP\/1\.1 408 |ECONNRESET$)/);
    }
  });

  describe('that is sent a screenshot', () => {
    const BOUNDARY = '----WebKitFormBoundaryABCDEFGH12345678';
    const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n`;
    const TAIL = `\r\n--${BOUNDARY}--\r\n`;
    const headers = (length: number): string =>
      `POST /v1/attachments HTTP/1.1\r\nHost: x\r\nIdempotency-Key: ${freshKey()['Idempotency-Key']}\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: ${length}\r\n\r\n`;

    async function start(t: TestContext, timeouts = QUICK) {
      const desk = await startDesk(t, { pictures });
      const server = await listen(desk.app, '127.0.0.1', 0, timeouts);
      t.after(() => server.close(0));
      const rows = async (): Promise<number> =>
        (await query(desk.url, 'select id from attachment')).length;
      return { server, rows };
    }

    it('waits longer for it than for other bodies', async (t) => {
      const { server, rows } = await start(t);
      const file = await pngOf();
      const socket = await open(server.url);
      socket.write(headers(HEAD.length + file.length + TAIL.length) + HEAD);
      await new Promise((resolve) => setTimeout(resolve, 2 * QUICK.request));
      socket.write(file);
      socket.write(TAIL);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      assert.match(answer.toString(), /^HTTP\/1\.1 201 /);
      socket.destroy();
      assert.equal(await rows(), 1);
    });

    it('keeps nothing of one that breaks off just before its end', async (t) => {
      const { server, rows } = await start(t);
      const file = await noiseOf(300, 300);
      for (let sent = 0; sent < 20; sent++) {
        const socket = await open(server.url);
        socket.on('error', () => undefined);
        socket.write(headers(HEAD.length + file.length + TAIL.length) + HEAD);
        await new Promise((resolve) => socket.write(file.subarray(0, file.length - 9), resolve));
        socket.resetAndDestroy();
      }
      // The places of those that broke off are free again.
      const body = new FormData();
      body.append('file', new Blob([new Uint8Array(file)]));
      await until(async () => {
        const { status } = await fetch(`${server.url}/v1/attachments`, {
          method: 'POST',
          headers: freshKey(),
          body,
        });
        return status === 201;
      });
      assert.equal(await rows(), 1);
    });

    it('refuses one that is too large before it has been sent', async (t) => {
      const { server } = await start(t, TIMEOUTS);
      const socket = await open(server.url);
      socket.write(headers(50_000_000) + HEAD);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      assert.match(answer.toString(), /^HTTP\/1\.1 413 /);
      socket.destroy();
      const whole = new FormData();
      whole.append('file', new Blob([new Uint8Array(9_000_000)]));
      const { status } = await fetch(`${server.url}/v1/attachments`, {
        method: 'POST',
        headers: freshKey(),
        body: whole,
      });
      assert.equal(status, 413);
    });
  });

  it('does not log a body that breaks off as a fault of its own', async (t) => {
    const logged: { level: number; msg: string; status?: number }[] = [];
    const log = createLog('debug', {
      write: (line) => void logged.push(JSON.parse(line) as (typeof logged)[number]),
    });
    const desk = { phoneSystem: { secret: PHONE_SECRET } };
    const { app } = await startDesk(t, { log, desk });
    let begun = 0;
    const fetch: typeof app.fetch = (...request) => (begun++, app.fetch(...request));
    const server = await listen({ fetch }, '127.0.0.1', 0);
    t.after(() => server.close(0));
    const json = 'Host: x\r\nContent-Type: application/json\r\n';
    const signature = 'webhook-id: a\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,x\r\n';
    const chunk = 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"pho\r\n';
    const beginnings = [
      `POST /v1/callbacks HTTP/1.1\r\n${json}Idempotency-Key: a\r\n${chunk}`,
      `POST /v1/briefs HTTP/1.1\r\n${json}Content-Length: 50\r\n\r\n{`,
      `POST /v1/briefs HTTP/1.1\r\n${json}${chunk}no chunk\r\n`,
      `PUT /v1/lines/public/load HTTP/1.1\r\n${json}${signature}${chunk}`,
      `POST /console/api/session HTTP/1.1\r\n${json}Sec-Fetch-Site: same-origin\r\n${chunk}`,
    ];
    for (const [index, beginning] of beginnings.entries()) {
      const socket = await open(server.url);
      socket.on('error', () => undefined);
      socket.write(beginning);
      await until(() => begun === index + 1);
      socket.resetAndDestroy();
      await until(() => logged.filter(({ msg }) => msg === 'request').length === index + 1);
    }
    assert.deepEqual(
      logged.map(({ level, msg, status }) => [level, msg, status]),
      beginnings.map(() => [30, 'request', 400]),
    );
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

  it('says in words when the system refuses a host', async (t) => {
    const { app } = await startDesk(t);
    for (const host of ['fe80::1', 'no such host', '999.1.1.1', '0.0.0.0.0'])
      await assert.rejects(
        listen(app, host, 0),
        (error: unknown) => error instanceof ConfigError && /^HOST: /.test(error.message),
        host,
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

/** The answers that a socket has received so far, once there are `count`. */
async function answers(socket: Socket, count: number): Promise<string[]> {
  let received = '';
  for await (const chunk of socket) {
    received += String(chunk);
    const found = received.split(/(?=HTTP\/1\.1 \d{3} )/).filter(Boolean);
    if (found.length >= count) return found;
  }
  return received.split(/(?=HTTP\/1\.1 \d{3} )/).filter(Boolean);
}

describe('requests that are sent without waiting for answers', () => {
  const BIG = 'x'.repeat(512 * 1024);

  /** An app that counts what it is asked at the same time. */
  function counting() {
    let [running, most, total] = [0, 0, 0];
    const fetch = async (): Promise<Response> => {
      most = Math.max(most, ++running);
      total++;
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return new Response(BIG);
    };
    return { app: { fetch }, most: () => most, total: () => total };
  }
  const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

  it('are handled one after the other, in their order', { timeout: 30_000 }, async (t) => {
    const paths: string[] = [];
    const app = new Hono().get('*', (c) => {
      paths.push(c.req.path);
      return c.text(c.req.path);
    });
    const server = await listen(app, '127.0.0.1', 0);
    t.after(() => server.close(0));
    const socket = await open(server.url);
    const asked = Array.from({ length: 8 }, (_, index) => `/${index}`);
    socket.write(asked.map((path) => GET.replace('/', path)).join(''));
    const given = await answers(socket, 8);
    assert.deepEqual(
      given.map((answer) => answer.split('\r\n\r\n')[1]),
      asked,
    );
    assert.deepEqual(paths, asked);
  });

  it('are not begun while the answer before them is unread', { timeout: 30_000 }, async (t) => {
    const { app, most, total } = counting();
    const server = await listen(app, '127.0.0.1', 0);
    t.after(() => server.close(0));
    const sockets = await Promise.all(Array.from({ length: 5 }, () => open(server.url)));
    for (const socket of sockets) socket.pause().write(GET.repeat(600));
    // Another client is answered meanwhile.
    for (let asked = 0; asked < 10; asked++)
      assert.equal((await (await fetch(server.url)).text()).length, BIG.length);
    assert.ok(most() <= 6);
    assert.ok(total() - 10 <= 5 * 9, String(total()));
    for (const socket of sockets) socket.destroy();
  });

  it(
    'are answered as far as they may wait, then the connection is closed',
    { timeout: 120_000 },
    async (t) => {
      const { app } = counting();
      const server = await listen(app, '127.0.0.1', 0);
      t.after(() => server.close(0));
      const socket = await open(server.url);
      socket.on('error', () => undefined);
      socket.write(GET.repeat(600));
      const given = await answers(socket, Infinity);
      assert.equal(given.length, 9);
      const says = given.map((answer) => /^connection: close\r$/im.test(answer.slice(0, 500)));
      assert.deepEqual(says, [...Array<boolean>(8).fill(false), true]);
    },
  );
});

describe('close', () => {
  it(
    'answers what has just been sent on kept-alive connections, then closes them',
    { timeout: 120_000 },
    async (t) => {
      const { app } = await startDesk(t);
      const server = await listen(app, '127.0.0.1', 0);
      const GET = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';
      const sockets = await Promise.all(Array.from({ length: 20 }, () => open(server.url)));
      for (const socket of sockets) {
        socket.write(GET);
        await once(socket, 'data');
      }
      const idle = await open(server.url);
      idle.write(GET);
      await once(idle, 'data');

      const given = sockets.map((socket) => text(socket));
      for (const socket of sockets) socket.write(GET);
      const closed = server.close(10_000);
      for (const answer of await Promise.all(given))
        assert.match(answer, /^HTTP\/1\.1 200 [^]*\r\nconnection: close\r\n/i);
      assert.equal(await text(idle), '');
      await closed;
    },
  );

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
