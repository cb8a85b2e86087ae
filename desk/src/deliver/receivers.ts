import * as v from 'valibot';
import { iso } from '../../../src/core/time.ts';
import type { CurrentConfig } from '../config/live-config.ts';
import type { Delivery } from '../store/store.ts';
import { botText, testText } from './bot-text.ts';
import { botRequest, BOT_SPACING_MS, judgeBot } from './bots.ts';
import { PayloadSchema } from './payload.ts';
import { SendError, type Answer, type Fetcher, type Outgoing } from './send.ts';
import type { Verdict } from './verdict.ts';
import { judgeWebhook, webhookRequest } from './webhook.ts';

export type Message = Pick<Delivery, 'id' | 'payload'>;

/** The receiver of one target. */
export interface Receiver {
  /** Maximum number of messages in one request. */
  maxMerged: number;
  /** Maximum number of concurrent requests. */
  parallel: number;
  /** Minimum interval between requests, ms. */
  spacingMs: number;
  send(messages: readonly Message[], now: number): Promise<Verdict>;
  /** Sends a test message. */
  test(id: string, now: number): Promise<Verdict>;
}

/** Far more than fit into the text, which counts the rest. */
const MAX_MERGED = 200;
const PARALLEL = 8;

async function attempt(
  fetcher: Fetcher,
  outgoing: Outgoing,
  judge: (answer: Answer) => Verdict,
): Promise<Verdict> {
  try {
    return judge(await fetcher(outgoing));
  } catch (error) {
    if (error instanceof SendError) return { kind: 'failed', error: error.message };
    throw error;
  }
}

const StoredPayload = v.pipe(v.string(), v.parseJson(), PayloadSchema);

/**
 * The receiver of `webhook:<id>` or `bot:<id>`, as the config has it now; undefined where it has
 * none.
 */
export function receiverOf(
  target: string,
  { shop, desk }: CurrentConfig,
  fetcher: Fetcher,
): Receiver | undefined {
  const webhook = desk.webhooks.find(({ id }) => target === `webhook:${id}`);
  if (webhook) {
    const post = (id: string, payload: string, now: number): Promise<Verdict> =>
      attempt(fetcher, webhookRequest(webhook, id, payload, now), (answer) =>
        judgeWebhook(answer, now),
      );
    return {
      maxMerged: 1,
      parallel: PARALLEL,
      spacingMs: 0,
      send: async ([message], now) =>
        message ? post(message.id, message.payload, now) : { kind: 'delivered' },
      test: (id, now) =>
        post(id, JSON.stringify({ type: 'test', timestamp: iso(now), data: {} }), now),
    };
  }
  const bot = desk.bots.find(({ id }) => target === `bot:${id}`);
  if (!bot) return undefined;
  const context = (now: number) => ({ shop, publicUrl: desk.publicUrl, now });
  const judge = (answer: Answer): Verdict => judgeBot(bot, answer);
  return {
    maxMerged: MAX_MERGED,
    parallel: 1,
    spacingMs: BOT_SPACING_MS,
    send: (messages, now) => {
      // A payload that cannot be read comes from another version; its ticket is in the console
      // anyway.
      const payloads = messages.flatMap(({ payload }) => {
        const parsed = v.safeParse(StoredPayload, payload);
        return parsed.success ? [parsed.output] : [];
      });
      if (!payloads.length)
        return Promise.resolve({ kind: 'refused', error: 'message not readable' });
      return attempt(fetcher, botRequest(bot, botText(payloads, context(now)), now), judge);
    },
    test: (_id, now) => attempt(fetcher, botRequest(bot, testText(context(now)), now), judge),
  };
}
