import { createSecretKey, randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import { SignJWT } from 'jose';
import type { Config, ConfigInput } from '../../../src/contract/config.ts';
import { checkConfig } from '../../../src/config/check-config.ts';
import type { CreatedTicket } from '../../../src/contract/ticket.ts';
import { createApp } from '../../src/app.ts';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import { fixedConfig } from '../../src/config/live-config.ts';
import { createLog } from '../../src/log.ts';
import type { App, Deps } from '../../src/deps.ts';
import { createStore } from '../../src/store/open.ts';
import type { Announce, Store } from '../../src/store/store.ts';
import { NOW, temporaryUrl } from './database.ts';

export { NOW, query, temporaryFolder, temporaryUrl } from './database.ts';

export const MINUTE = 60_000;
export const DAY = 1440 * MINUTE;
export const ORIGIN = 'https://shop.example';
export const SHARED_SECRET = Buffer.alloc(32, 7).toString('base64url');

const OFFICE = { weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }] };

export const shopInput = {
  version: 1,
  brand: { name: '星河卡盟' },
  timeZone: 'Asia/Shanghai',
  lines: {
    public: { label: '普通专线', number: '400-100-0001', hours: '24x7' },
    vip: { label: 'VIP 专线', number: '400-200-0002', hours: OFFICE },
    diamond: {
      label: '钻石专线',
      number: '400-300-0003',
      international: '+86 571 8888 0003',
      hours: '24x7',
    },
  },
  tiers: {
    normal: { label: '普通', line: 'public' },
    vip: { label: 'VIP', line: 'vip', style: 'vip', callbackMinutes: 60 },
    diamond: { label: '钻石', line: 'diamond', style: 'diamond', callbackMinutes: 20 },
  },
  publicLine: 'public',
  topics: [
    { id: 'not-arrived', label: '充值未到账', kind: 'technical' },
    { id: 'refund', label: '退款', kind: 'complaint' },
  ],
  callbacks: { promiseMinutes: 240, urgentFactor: 0.5, seniorFactor: 0.5 },
} satisfies ConfigInput;

export const deskInput = {
  id: 'desk.shop.example',
  origins: [ORIGIN],
  keys: [{ kid: 'shop-1', alg: 'HS256', secret: SHARED_SECRET }],
  limits: {
    perNumberPerDay: 3,
    perAddressPerHour: 1000,
    guestsPerHour: 10_000,
    requestsPerMinute: 10_000,
  },
};

export function checkedShop(input: ConfigInput = shopInput): Config {
  const checked = checkConfig(structuredClone(input));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.config;
}

export interface Desk {
  app: App & Partial<ReturnType<typeof createApp>>;
  store: Store;
  url: string;
  clock: { now: number };
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
    address?: string,
  ): Promise<Response>;
}

type Changes = Partial<Omit<Deps, 'clock' | 'config'>> & {
  url?: string;
  shop?: ConfigInput;
  desk?: object;
  clock?: { now: number };
  config?: Deps['config'];
  announce?: Announce;
};

/** Starts a desk over a real database file; requests reach it without a socket. */
export async function startDesk(
  t: Pick<TestContext, 'after'>,
  { url, shop, desk, clock = { now: NOW }, announce, ...changes }: Changes = {},
): Promise<Desk> {
  const databaseUrl = url ?? temporaryUrl(t);
  const given = changes.store;
  // A store with parts that a test has replaced has these for requests, too.
  const store = given
    ? { ...given, by: () => given }
    : await createStore(databaseUrl, announce && { announce });
  t.after(() => store.close());
  const app = createApp({
    config: fixedConfig({
      shop: checkedShop(shop),
      desk: await checkDeskConfig({ ...deskInput, ...desk }, {}),
    }),
    secret: new Uint8Array(32).fill(9),
    random: randomBytes,
    log: createLog('silent'),
    testDelivery: () => Promise.resolve({ ok: true, detail: 'delivered' }),
    stopping: new AbortController().signal,
    ...changes,
    store,
    clock: () => clock.now,
  });
  const request = async (path: string, init: RequestInit, address: string): Promise<Response> =>
    app.request(path, init, { incoming: { socket: { remoteAddress: address } } });
  return {
    app,
    store,
    url: databaseUrl,
    clock,
    get: (path, headers = {}) => request(path, { headers }, '192.0.2.1'),
    post: (path, body, headers = {}, address = '192.0.2.1') =>
      request(
        path,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        },
        address,
      ),
  };
}

interface TokenParts {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  secret?: string;
}

/**
 * A member token signed like the shop's server does, valid for five minutes. Given parts replace
 * the usual ones; `undefined` removes one.
 */
export function memberToken(
  tier: string,
  { claims = {}, header = {}, secret = SHARED_SECRET }: TokenParts = {},
): Promise<string> {
  return new SignJWT({ sub: 'member-1', tier, aud: deskInput.id, exp: NOW / 1000 + 300, ...claims })
    .setProtectedHeader({ alg: 'HS256', kid: 'shop-1', ...header })
    .sign(createSecretKey(Buffer.from(secret, 'base64url')));
}

export const bearer = (token: string): Record<string, string> => ({
  Authorization: `Bearer ${token}`,
});

export const CALLBACK = { phone: '138 0013 8000', when: { kind: 'asap' }, consent: true } as const;

let keys = 0;
export const freshKey = (): Record<string, string> => ({ 'Idempotency-Key': `key-${++keys}` });

/** Returns another mobile number each time. */
let phones = 0;
export const freshPhone = (): string => `139${String(10_000_000 + ++phones)}`;

export async function createdTicket(
  desk: Desk,
  body: object = {},
  headers: Record<string, string> = {},
): Promise<CreatedTicket> {
  const answer = await desk.post(
    '/v1/callbacks',
    { ...CALLBACK, phone: freshPhone(), ...body },
    { ...freshKey(), ...headers },
  );
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as CreatedTicket;
}
