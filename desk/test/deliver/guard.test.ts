import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import {
  guardedLookup,
  isRefused,
  literalAddress,
  RefusedAddress,
  type LookupAll,
} from '../../src/deliver/guard.ts';
import {
  createFetcher,
  MAX_ANSWER_BYTES,
  SendError,
  type Outgoing,
} from '../../src/deliver/send.ts';

const REFUSED = [
  // Loopback, this host, private, link-local, carrier-grade NAT.
  '127.0.0.1',
  '127.255.255.255',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.0.1',
  '100.64.0.0',
  '100.127.255.255',
  // Metadata services of clouds.
  '169.254.169.254',
  '169.254.170.2',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  'fd00:ec2::254',
  'fd20:ce::254',
  // Multicast, broadcast, documentation, benchmarking, reserved.
  '224.0.0.1',
  '239.255.255.255',
  '255.255.255.255',
  '240.0.0.1',
  '192.0.2.1',
  '198.51.100.7',
  '203.0.113.9',
  '198.18.0.1',
  '198.19.255.255',
  '192.88.99.1',
  '::',
  '::1',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'fc00::1',
  'fdff::1',
  'ff02::1',
  'ff0e::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  '100::1',
  '4000::1',
  // IPv6 addresses that contain an IPv4 address: mapped, compatible, translated, NAT64, 6to4,
  // Teredo.
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:a9fe:a9fe',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::8.8.8.8',
  '2002:7f00:1::',
  '2002:808:808::1',
  '2001:0:53aa:64c::1',
  // With a zone, and text that is not an address.
  'fe80::1%eth0',
  '2606:4700::1111%1',
  '',
  'localhost',
  '1.2.3',
  '8.8.8.8:80',
];

const ALLOWED = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '168.63.129.15',
  '203.119.0.1',
  '2606:4700:4700::1111',
  '2400:3200::1',
  '2001:200::1',
  '2001:da8::1',
  '2a00::1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '64:ff9b::808:808',
];

const dotted = (value: number): string =>
  [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');

describe('isRefused', () => {
  it('refuses private, local, reserved and metadata addresses in every notation, and allows public ones', () => {
    for (const address of REFUSED) assert.equal(isRefused(address), true, address);
    for (const address of ALLOWED) assert.equal(isRefused(address), false, address);
  });

  it('gives the same answer for an IPv4 address alone, mapped to IPv6 and behind NAT64, in dots or in hex', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (value) => {
        const bare = dotted(value);
        const hex = `${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`;
        const verdict = isRefused(bare);
        for (const inside of [
          `::ffff:${bare}`,
          `::ffff:${hex}`,
          `64:ff9b::${bare}`,
          `64:ff9b::${hex}`,
        ])
          assert.equal(isRefused(inside), verdict, inside);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses every IPv6 address outside 2000::/3 that does not contain an IPv4 address', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }),
        (groups) => {
          const [first = 0] = groups;
          fc.pre(first >>> 13 !== 1 && first !== 0 && first !== 0x64);
          assert.equal(isRefused(groups.map((group) => group.toString(16)).join(':')), true);
        },
      ),
    );
  });
});

const PUBLIC: LookupAddress = { address: '1.1.1.1', family: 4 };
const LOOPBACK: LookupAddress = { address: '127.0.0.1', family: 4 };

/** A DNS lookup that gives the next of its answers each time, and repeats the last. */
function resolver(...answers: LookupAddress[][]): LookupAll & { asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupAll = (hostname, _options, callback) => {
    asked.push(hostname);
    callback(null, answers[Math.min(asked.length, answers.length) - 1] ?? []);
  };
  return Object.assign(lookup, { asked });
}

/** A receiver on this machine; `seen` counts the requests that reached it. */
async function receiver(
  t: TestContext,
  listener: RequestListener = (_request, response) => response.end('ok'),
): Promise<{ port: number; seen: () => number }> {
  let seen = 0;
  const server = createServer((request, response) => {
    seen++;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen: () => seen };
}

const outgoing = (url: string, allowPrivateAddresses = false): Outgoing => ({
  url,
  headers: { 'Content-Type': 'application/json' },
  body: '{"text":"回电"}',
  allowPrivateAddresses,
});
const refusedBecause = (message: string) => (error: unknown) =>
  error instanceof SendError && error.message === message;

describe('createFetcher', () => {
  it('refuses a private address in the URL in every notation, and sends nothing', async (t) => {
    const { port, seen } = await receiver(t);
    const fetcher = createFetcher({ lookup: () => assert.fail('an address needs no lookup') });
    const notations = [
      '127.0.0.1',
      '127.1',
      '0x7f.1',
      '0x7f000001',
      '2130706433',
      '017700000001',
      '0177.0.0.1',
      '１２７.0.0.1',
      '127。0。0。1',
      '%31%32%37.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[0:0:0:0:0:ffff:7f00:1]',
      '0',
      '[::]',
      '169.254.169.254',
      '[fd00:ec2::254]',
      '[64:ff9b::127.0.0.1]',
    ];
    for (const host of notations) {
      assert.ok(literalAddress(new URL(`https://${host}:${port}/`)), host);
      await assert.rejects(
        fetcher(outgoing(`https://${host}:${port}/`)),
        refusedBecause('address is private or reserved'),
        host,
      );
    }
    assert.equal(seen(), 0);
  });

  it('refuses a host name if one of its addresses is private', async (t) => {
    const { port, seen } = await receiver(t);
    for (const answer of [
      [LOOPBACK],
      [PUBLIC, LOOPBACK],
      [{ address: '::ffff:7f00:1', family: 6 }],
      [{ address: 'fe80::1%lo', family: 6 }],
      [],
    ]) {
      const fetcher = createFetcher({ lookup: resolver(answer) });
      await assert.rejects(
        fetcher(outgoing(`https://shop.example:${port}/hook`)),
        refusedBecause('address is private or reserved'),
      );
    }
    await assert.rejects(
      createFetcher()(outgoing(`https://localhost:${port}/`)),
      refusedBecause('address is private or reserved'),
    );
    assert.equal(seen(), 0);
  });

  it('connects to the address that it checked, and checks the answer of each new lookup', async (t) => {
    const { port, seen } = await receiver(t);
    const once = resolver([LOOPBACK], [PUBLIC]);
    await createFetcher({ lookup: once })(outgoing(`http://rebind.example:${port}/`, true));
    assert.deepEqual(once.asked, ['rebind.example']);
    assert.equal(seen(), 1);

    const lookup = guardedLookup(resolver([PUBLIC], [LOOPBACK]));
    const ask = (all: boolean): Promise<unknown[]> =>
      new Promise((resolve) => lookup('rebind.example', { all }, (...answer) => resolve(answer)));
    assert.deepEqual(await ask(true), [null, [PUBLIC]]);
    const [error, addresses] = await ask(true);
    assert.ok(error instanceof RefusedAddress);
    assert.deepEqual(addresses, []);
    assert.ok((await ask(false))[0] instanceof RefusedAddress);
  });

  it('refuses plain HTTP unless private addresses are allowed', async (t) => {
    const { port, seen } = await receiver(t);
    await assert.rejects(
      createFetcher({ lookup: resolver([PUBLIC]) })(outgoing('http://shop.example/hook')),
      refusedBecause('address is not https'),
    );
    const answer = await createFetcher({ lookup: resolver([LOOPBACK]) })(
      outgoing(`http://intranet.example:${port}/hook`, true),
    );
    assert.deepEqual(answer, { status: 200, retryAfter: undefined, body: 'ok' });
    assert.equal(seen(), 1);
  });

  it('sends the whole body with its length, and returns the status and Retry-After', async (t) => {
    let got = '';
    const { port } = await receiver(t, (request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => (got += chunk));
      request.on('end', () =>
        response
          .writeHead(503, { 'Retry-After': '120' })
          .end(`${request.method} ${request.headers['content-length']}`),
      );
    });
    const answer = await createFetcher()(outgoing(`http://127.0.0.1:${port}/`, true));
    assert.deepEqual(answer, {
      status: 503,
      retryAfter: '120',
      body: `POST ${Buffer.byteLength(got)}`,
    });
    assert.equal(got, '{"text":"回电"}');
  });

  it('returns a redirect without following it', async (t) => {
    const inside = await receiver(t);
    const { port } = await receiver(t, (_request, response) =>
      response.writeHead(307, { Location: `http://127.0.0.1:${inside.port}/` }).end(),
    );
    assert.equal((await createFetcher()(outgoing(`http://127.0.0.1:${port}/`, true))).status, 307);
    assert.equal(inside.seen(), 0);
  });

  it('reads an endless answer up to the size limit', async (t) => {
    const { port } = await receiver(t, (_request, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      response.writeHead(200);
      more();
    });
    const { status, body } = await createFetcher()(outgoing(`http://127.0.0.1:${port}/`, true));
    assert.equal(status, 200);
    assert.equal(body.length, MAX_ANSWER_BYTES);
  });

  it('times out when the receiver stays silent, before or within the answer', async (t) => {
    const mute = await receiver(t, () => undefined);
    const halting = await receiver(t, (_request, response) => response.writeHead(200).write('o'));
    for (const { port } of [mute, halting]) {
      await assert.rejects(
        createFetcher({ totalMs: 100 })(outgoing(`http://127.0.0.1:${port}/`, true)),
        refusedBecause('timed out'),
      );
    }
    assert.equal(mute.seen() + halting.seen(), 2);
  });

  it('explains a failure without repeating the URL or the error text', async (t) => {
    const { port } = await receiver(t, (request) => request.socket.destroy());
    await assert.rejects(
      createFetcher()(outgoing(`http://127.0.0.1:${port}/canary`, true)),
      refusedBecause('connection reset'),
    );
    const failing: LookupAll = (hostname, _options, callback) =>
      callback(Object.assign(new Error(`canary ${hostname}`), { code: 'ENOTFOUND' }), []);
    await assert.rejects(
      createFetcher({ lookup: failing })(outgoing('https://canary.example/')),
      refusedBecause('name not found'),
    );
  });
});
