import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fetcher, Outgoing } from '../../src/deliver/send.ts';
import type { Bot } from '../../src/config/receivers.ts';
import type { Store } from '../../src/store/store.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import {
  configWith,
  createAt,
  createTime,
  openAnnouncingStore,
  startWorker,
  until,
  type Time,
} from '../support/deliver.ts';
import { MINUTE, NOW } from '../support/fixture.ts';

interface Rules {
  /** Allowed requests within a minute, including the current one. */
  perMinute: number;
  perSecond: number;
  /** How long a sender of more is blocked, ms. */
  silence: number;
  ok: object;
  tooMany: object;
}

/** The documented limits of the three. */
const RULES: Record<Bot['kind'], Rules> = {
  wecom: {
    perMinute: 20,
    perSecond: Infinity,
    silence: 0,
    ok: { errcode: 0, errmsg: 'ok' },
    tooMany: { errcode: 45_009, errmsg: 'api freq out of limit' },
  },
  dingtalk: {
    perMinute: 20,
    perSecond: Infinity,
    silence: 10 * MINUTE,
    ok: { errcode: 0, errmsg: 'ok' },
    tooMany: { errcode: 130_101, errmsg: 'send too fast, exceed 20 times per minute' },
  },
  feishu: {
    perMinute: 100,
    perSecond: 5,
    silence: 0,
    ok: { code: 0, msg: 'success', data: {} },
    tooMany: { code: 11_232, msg: 'frequency limited' },
  },
};
const KINDS = Object.keys(RULES) as Bot['kind'][];

/** A bot that counts requests like the real ones. */
function fakeBot(
  kind: Bot['kind'],
  time: Time,
): {
  fetcher: Fetcher;
  taken: { at: number; text: string }[];
  refused: number[];
  sendByHand(times: number): Promise<void>;
} {
  const { perMinute, perSecond, silence, ok, tooMany } = RULES[kind];
  const requests: number[] = [];
  const taken: { at: number; text: string }[] = [];
  const refused: number[] = [];
  let silentUntil = 0;
  const fetcher: Fetcher = ({ body }: Outgoing) => {
    const at = time.clock();
    requests.push(at);
    const within = (ms: number): number => requests.filter((request) => request > at - ms).length;
    const fine = at >= silentUntil && within(MINUTE) <= perMinute && within(1000) <= perSecond;
    if (fine) taken.push({ at, text: body });
    else {
      refused.push(at);
      silentUntil = Math.max(silentUntil, at + silence);
    }
    return Promise.resolve({
      status: 200,
      retryAfter: undefined,
      body: JSON.stringify(fine ? ok : tooMany),
    });
  };
  return {
    fetcher,
    taken,
    refused,
    async sendByHand(times) {
      for (let index = 0; index < times; index++)
        await fetcher({ url: '', headers: {}, body: '', allowPrivateAddresses: false });
    },
  };
}

const delivered = async (store: Store): Promise<number> =>
  (await store.outbox.counts()).find(({ status }) => status === 'delivered')?.count ?? 0;

describe('messages to a bot', () => {
  for (const kind of KINDS) {
    const bots = [{ id: 'team', kind, url: 'https://bots.example/send', secret: 'canary' }];

    it(`are sent to ${kind} at once when alone, and merged in a busy hour so that none is refused or lost`, async (t) => {
      const config = await configWith({ bots });
      const store = await openAnnouncingStore(t, config);
      const time = createTime();
      const bot = fakeBot(kind, time);
      startWorker(t, store, config, { time, fetcher: bot.fetcher });
      const numbers = [await createAt(store)].map(({ number }) => number);
      await until(async () => (await delivered(store)) === 1);
      assert.equal(bot.taken[0]?.at, NOW);

      for (let index = 0; index < 90; index++) {
        time.pass(2_000);
        numbers.push((await createAt(store, time.clock())).number);
      }
      await until(async () => {
        time.pass(1_000);
        return (await delivered(store)) === numbers.length;
      });
      assert.deepEqual(bot.refused, []);
      assert.ok(bot.taken.length < numbers.length / 2, String(bot.taken.length));
      for (const number of numbers)
        assert.equal(
          bot.taken.filter(({ text }) => text.includes(formatTicketNumber(number))).length,
          1,
          number,
        );
    });

    it(`wait as long as ${kind} asks after "too many messages", and are then sent as one`, async (t) => {
      const config = await configWith({ bots });
      const store = await openAnnouncingStore(t, config);
      const time = createTime();
      const bot = fakeBot(kind, time);
      // Another sender has used up the limit of the same bot.
      await bot.sendByHand(RULES[kind].perMinute);
      const byHand = bot.taken.length;
      startWorker(t, store, config, { time, fetcher: bot.fetcher });
      const before = bot.refused.length;
      await createAt(store);
      await until(() => bot.refused.length === before + 1);
      await until(async () => (await store.outbox.list('pending', 1))[0]?.attempts === 1);
      await createAt(store, time.clock());
      await createAt(store, time.clock());
      await until(async () => {
        time.pass(5_000);
        return (await delivered(store)) === 3;
      });
      assert.equal(bot.refused.length, before + 1);
      const [message, ...more] = bot.taken.slice(byHand);
      assert.ok(message && !more.length);
      assert.ok(message.at >= NOW + Math.max(MINUTE, RULES[kind].silence));
      assert.match(message.text, /3 条新回电/);
    });
  }
});
