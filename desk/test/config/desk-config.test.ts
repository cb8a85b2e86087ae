import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { exportJWK, generateKeyPair } from 'jose';
import { readSettings, type Sources } from '../../src/config/settings.ts';
import { checkDeskConfig, ConfigError } from '../../src/config/desk-config.ts';
import { chineseWorkCalendar } from '../../src/lines/work-calendar.ts';
import { deskInput, SHARED_SECRET, shopInput } from '../support/fixture.ts';

const ENV = { HOTLINE_CONFIG: 'shop.json', DESK_CONFIG: 'desk.json' };

const WHSEC = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

const sources = (files: Record<string, unknown> = {}): Sources => ({
  readFile: (path) => {
    const content = { 'shop.json': shopInput, 'desk.json': deskInput, ...files }[path];
    if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return typeof content === 'string' ? content : JSON.stringify(content);
  },
  workCalendar: () => chineseWorkCalendar(2025),
});

/** The message of the error with which a promise is rejected. */
async function refusal(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => assert.fail('it was accepted'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ConfigError, String(error));
  return error.message;
}

describe('readSettings', () => {
  it('needs only two files, and has a default for everything else', async () => {
    const { port, host, databaseUrl, logLevel, secret, attachmentFolder, shop, desk } =
      await readSettings(
        { ...ENV, PORT: '' },
        sources({ 'desk.json': { id: 'desk', origins: [], keys: [] } }),
      );
    assert.deepEqual(
      { port, host, databaseUrl, logLevel, secret, attachmentFolder },
      {
        port: 8001,
        host: '127.0.0.1',
        databaseUrl: 'file:./data/desk.db',
        logLevel: 'info',
        secret: undefined,
        attachmentFolder: undefined,
      },
    );
    assert.equal(shop.publicLine, 'public');
    assert.deepEqual(desk, {
      id: 'desk',
      origins: [],
      keys: [],
      limits: {
        perNumberPerDay: 3,
        perAddressPerHour: 30,
        guestsPerHour: 300,
        requestsPerMinute: 300,
        streamsPerAddress: 50,
        streams: 5000,
      },
      attachments: {
        max: 5,
        keepDays: 30,
        megabytes: 2048,
        perAddressPerHour: 60,
        perHour: 2000,
      },
      auditDays: 365,
      trustProxy: false,
      publicUrl: undefined,
      webhooks: [],
      bots: [],
      phoneSystem: undefined,
      metrics: undefined,
    });
  });

  it('names each invalid variable and what it expects, without its value', async () => {
    const cases: Record<string, [object, RegExp]> = {
      port: [{ PORT: 'canary' }, /^PORT: expected a number from 0 to 65535$/],
      'high port': [{ PORT: '65536' }, /^PORT: /],
      level: [{ LOG_LEVEL: 'canary' }, /^LOG_LEVEL: expected one of fatal/],
      secret: [{ DESK_SECRET: 'canary' }, /^DESK_SECRET: expected at least 32 bytes in base64url$/],
      'no shop': [{ HOTLINE_CONFIG: '' }, /^HOTLINE_CONFIG: expected the path of/],
      'no desk': [{ DESK_CONFIG: undefined }, /^DESK_CONFIG: expected the path of/],
      'missing file': [
        { DESK_CONFIG: '{"canary":1}' },
        /^DESK_CONFIG: cannot read that file \(ENOENT\)/,
      ],
      'not JSON': [
        { DESK_CONFIG: 'broken.json' },
        /^DESK_CONFIG: expected that file to hold JSON$/,
      ],
    };
    for (const [situation, [change, expected]] of Object.entries(cases)) {
      const message = await refusal(
        readSettings({ ...ENV, ...change }, sources({ 'broken.json': '{"secret":"canary' })),
      );
      assert.match(message, expected, situation);
      assert.ok(!message.includes('canary'), situation);
    }
  });

  it("gives the JSON pointer of a mistake in the shop's config", async () => {
    const { publicLine: _, ...shop } = shopInput;
    const message = await refusal(
      readSettings(ENV, sources({ 'shop.json': { ...shop, publicLine: 'canary' } })),
    );
    assert.match(message, /^HOTLINE_CONFIG:\n {2}\/publicLine /);
    assert.ok(!message.includes('canary'));
  });
});

describe('the two files', () => {
  const ofText = (text: string) => ({ ...sources({}), readFile: () => text });

  it('may begin with a byte order mark', async () => {
    const { readFile, ...others } = sources({});
    const marked = { ...others, readFile: (path: string) => `\uFEFF${readFile(path)}` };
    assert.equal((await readSettings(ENV, marked)).desk.id, deskInput.id);
  });

  it('in UTF-16 are refused in words', async () => {
    const text = Buffer.from(JSON.stringify(shopInput), 'utf16le').toString('utf8');
    assert.match(
      await refusal(readSettings(ENV, ofText(text))),
      /^HOTLINE_CONFIG: expected that file to hold JSON in UTF-8; this looks like UTF-16$/,
    );
  });
});

describe('checkDeskConfig', () => {
  it('refuses keys with which every token would be refused', async () => {
    const short = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
    const long = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
    const check = (jwk: object) =>
      checkDeskConfig({ ...deskInput, keys: [{ kid: 'a', alg: 'RS256', jwk }] }, {});
    const good = long.publicKey.export({ format: 'jwk' });
    assert.equal((await check(good)).keys.length, 1);
    assert.match(
      await refusal(check(short.publicKey.export({ format: 'jwk' }))),
      /^DESK_CONFIG \/keys\/0\/jwk: expected an RSA key of at least 2048 bits/,
    );
    for (const change of [{ key_ops: [] }, { key_ops: ['sign'] }])
      assert.match(
        await refusal(check({ ...good, ...change })),
        /^DESK_CONFIG \/keys\/0\/jwk: expected /,
        JSON.stringify(change),
      );
  });

  it('gives the JSON pointer of each mistake and what it expects there', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const [secretJwk, jwk] = [await exportJWK(privateKey), await exportJWK(publicKey)];
    const key = (parts: object) => ({ keys: [{ kid: 'a', ...parts }] });
    const cases: [object, RegExp][] = [
      [{ id: 7 }, /\/id: expected string/],
      [{ id: 'canary canary' }, /\/id: expected 1 to 100 visible/],
      [{ canary: 1 }, /\/canary: is not a known key/],
      [{ origins: ['*'] }, /\/origins\/0: expected an exact origin/],
      [{ origins: ['https://canary.example/'] }, /\/origins\/0: expected an exact origin/],
      [{ origins: ['https://canary.example:443'] }, /\/origins\/0: expected an exact origin/],
      [{ limits: { perNumberPerDay: 0 } }, /\/limits\/perNumberPerDay: expected at least 1/],
      [{ trustProxy: 'canary' }, /\/trustProxy: expected boolean/],
      [key({ alg: 'none' }), /\/keys\/0\/alg: expected/],
      [key({ alg: 'HS256' }), /\/keys\/0: expected either secret or secretEnv/],
      [key({ alg: 'HS256', secret: SHARED_SECRET, secretEnv: 'A' }), /\/keys\/0: expected either/],
      [key({ alg: 'HS256', secret: 'canary' }), /\/keys\/0\/secret: expected at least 32 bytes/],
      [
        key({ alg: 'HS256', secretEnv: 'MISSING' }),
        /\/keys\/0\/secretEnv: expected the name of a variable/,
      ],
      [key({ alg: 'HS256', jwk }), /\/keys\/0: expected a secret/],
      [key({ alg: 'ES256' }), /\/keys\/0\/jwk: expected a public JWK/],
      [key({ alg: 'ES256', secret: SHARED_SECRET }), /\/keys\/0: expected a JWK/],
      [key({ alg: 'ES256', jwk: secretJwk }), /\/keys\/0\/jwk: expected a public key/],
      [
        key({ alg: 'ES256', jwk: { kty: 'canary' } }),
        /\/keys\/0\/jwk: expected a public JWK that fits ES256/,
      ],
      [
        { keys: [deskInput.keys[0], deskInput.keys[0]] },
        /\/keys\/1\/kid: expected one that no other entry has/,
      ],
    ];
    for (const [change, expected] of cases) {
      const message = await refusal(checkDeskConfig({ ...deskInput, ...change }, {}));
      assert.match(message, expected);
      assert.match(message, /^DESK_CONFIG \//);
      if (!('canary' in change)) assert.ok(!message.includes('canary'), message);
      assert.ok(!message.includes(SHARED_SECRET) && !message.includes(secretJwk.d ?? ''), message);
    }
  });

  it('reads a secret from a variable', async () => {
    const { keys } = await checkDeskConfig(
      { ...deskInput, keys: [{ kid: 'a', alg: 'HS256', secretEnv: 'SHOP_SECRET' }] },
      { SHOP_SECRET: SHARED_SECRET },
    );
    assert.deepEqual(keys[0]?.key, new Uint8Array(32).fill(7));
  });

  it('reads receivers, phone system and metrics with their secrets, from the file or from variables', async () => {
    const file = {
      ...deskInput,
      publicUrl: 'https://desk.shop.example',
      webhooks: [
        {
          id: 'shop',
          url: 'https://shop.example/hook',
          secret: WHSEC,
          events: ['callback.created'],
        },
        {
          id: 'crm',
          url: 'http://10.0.0.2/hook',
          secretEnv: 'CRM_SECRET',
          allowPrivateAddresses: true,
        },
      ],
      bots: [
        { id: 'team', kind: 'wecom', urlEnv: 'TEAM_URL' },
        {
          id: 'night',
          kind: 'dingtalk',
          url: 'https://oapi.dingtalk.com/robot/send?access_token=x',
          secretEnv: 'NIGHT_SECRET',
        },
      ],
      phoneSystem: { secretEnv: 'CRM_SECRET' },
      metrics: { tokenEnv: 'METRICS_TOKEN' },
    };
    const env = {
      CRM_SECRET: WHSEC,
      TEAM_URL: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x',
      NIGHT_SECRET: 'SECabc',
      METRICS_TOKEN: 'x'.repeat(16),
    };
    const { publicUrl, webhooks, bots, phoneSystem, metrics } = await checkDeskConfig(file, env);
    assert.equal(publicUrl, 'https://desk.shop.example');
    assert.deepEqual(webhooks, [
      {
        id: 'shop',
        url: 'https://shop.example/hook',
        secret: WHSEC,
        events: ['callback.created'],
        allowPrivateAddresses: false,
      },
      {
        id: 'crm',
        url: 'http://10.0.0.2/hook',
        secret: WHSEC,
        events: undefined,
        allowPrivateAddresses: true,
      },
    ]);
    assert.deepEqual(bots, [
      { id: 'team', kind: 'wecom', url: env.TEAM_URL, secret: undefined, events: undefined },
      {
        id: 'night',
        kind: 'dingtalk',
        url: 'https://oapi.dingtalk.com/robot/send?access_token=x',
        secret: 'SECabc',
        events: undefined,
      },
    ]);
    assert.deepEqual([phoneSystem, metrics], [{ secret: WHSEC }, { token: 'x'.repeat(16) }]);
  });

  it('gives the JSON pointer of each mistake in a receiver and what it expects there', async () => {
    const webhook = (change: object) => ({
      webhooks: [{ id: 'shop', url: 'https://canary.example/', secret: WHSEC, ...change }],
    });
    const bot = (change: object) => ({
      bots: [{ id: 'team', kind: 'wecom', url: 'https://canary.example/', ...change }],
    });
    const cases: [object, RegExp][] = [
      [{ publicUrl: 'https://canary.example/desk' }, /\/publicUrl: expected the desk's own origin/],
      [webhook({ id: 'Canary' }), /\/webhooks\/0\/id: expected an id of lower-case/],
      [
        webhook({ url: 'ftp://canary.example' }),
        /\/webhooks\/0\/url: expected an address that begins with https/,
      ],
      [
        webhook({ url: 'https://canary@canary.example' }),
        /\/webhooks\/0\/url: expected an address/,
      ],
      [
        webhook({ url: 'http://canary.example/' }),
        /\/webhooks\/0\/url: expected an address that begins with https:\/\/, or allowPrivateAddresses/,
      ],
      [
        bot({ url: 'http://canary.example/' }),
        /\/bots\/0\/url: expected an address that begins with https:\/\//,
      ],
      [webhook({ secret: undefined }), /\/webhooks\/0: expected either secret or secretEnv/],
      [webhook({ secretEnv: 'A' }), /\/webhooks\/0: expected either secret or secretEnv/],
      [
        webhook({ secret: 'canary' }),
        /\/webhooks\/0\/secret: expected whsec_ and 24 to 64 bytes in base64/,
      ],
      [
        webhook({ secret: undefined, secretEnv: 'MISSING' }),
        /\/webhooks\/0\/secretEnv: expected the name of a variable that holds whsec_/,
      ],
      [webhook({ events: [] }), /\/webhooks\/0\/events: expected at least one event/],
      [webhook({ events: ['canary'] }), /\/webhooks\/0\/events\/0: expected /],
      [
        { webhooks: [...webhook({}).webhooks, ...webhook({}).webhooks] },
        /\/webhooks\/1\/id: expected one that no other entry has/,
      ],
      [bot({ kind: 'canary' }), /\/bots\/0\/kind: expected /],
      [bot({ url: undefined }), /\/bots\/0: expected either url or urlEnv/],
      [
        bot({ url: undefined, urlEnv: 'MISSING' }),
        /\/bots\/0\/urlEnv: expected the name of a variable that holds an address/,
      ],
      [bot({ secret: '' }), /\/bots\/0\/secret: expected some text/],
      [{ phoneSystem: {} }, /\/phoneSystem: expected either secret or secretEnv/],
      [
        { metrics: { token: 'canary' } },
        /\/metrics\/token: expected 16 to 200 visible ASCII characters/,
      ],
    ];
    for (const [change, expected] of cases) {
      const message = await refusal(checkDeskConfig({ ...deskInput, ...change }, {}));
      assert.match(message, expected);
      assert.ok(!message.includes('canary') && !message.includes(WHSEC), message);
    }
  });

  it('accepts any file or refuses it with a ConfigError', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          fc.jsonValue().map((keys) => ({ ...deskInput, keys })),
          fc.jsonValue().map((origins) => ({ ...deskInput, origins })),
        ),
        async (input) => {
          const outcome = await checkDeskConfig(input, {}).catch((error: unknown) => error);
          assert.ok(
            outcome instanceof ConfigError
              ? outcome.message.startsWith('DESK_CONFIG ')
              : typeof outcome === 'object',
            String(outcome),
          );
        },
      ),
    );
  });
});

describe('the published work calendar', () => {
  it('is added for lines that follow it, unless the file has its own', async () => {
    const hours = { weekly: [{ days: [1], from: '09:00', to: '18:00' }], workCalendar: true };
    const following = {
      ...shopInput,
      lines: { ...shopInput.lines, vip: { ...shopInput.lines.vip, hours } },
    };
    assert.match(
      (await readSettings(ENV, sources({ 'shop.json': following }))).shop.workCalendar?.through ??
        '',
      /^\d{4}-12-28$/,
    );
    const own = { through: '2026-06-30', holidays: [], workdays: [] };
    assert.deepEqual(
      (await readSettings(ENV, sources({ 'shop.json': { ...following, workCalendar: own } }))).shop
        .workCalendar,
      own,
    );
    assert.equal((await readSettings(ENV, sources())).shop.workCalendar, undefined);
  });
});
