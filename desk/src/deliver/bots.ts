import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { MINUTE } from '../../../src/core/time.ts';
import type { Bot } from '../config/receivers.ts';
import type { BotText } from './bot-text.ts';
import type { Answer, Outgoing } from './send.ts';
import type { Verdict } from './verdict.ts';

const CONSOLE = '打开工作台';

/**
 * Minimum interval between messages of one process to one bot, ms; messages that wait meanwhile are
 * merged. Six a minute leave room for three processes under the strictest limit, 20 a minute.
 */
export const BOT_SPACING_MS = 10_000;

interface Kind {
  /** @param now Epoch ms */
  request(bot: Bot, text: BotText, now: number): { url: string; body: unknown };
  /** Error codes that mean "too many requests", and how long to pause then, ms. */
  tooMany: readonly number[];
  pauseMs: number;
}

const hmac = (key: string, message: string): string =>
  createHmac('sha256', key).update(message).digest('base64');

/** https://developer.work.weixin.qq.com/document/path/91770 */
const wecom: Kind = {
  request: ({ url }, { title, lines, link }) => ({
    url,
    body: {
      msgtype: 'markdown',
      markdown: {
        content: [
          `**${title}**`,
          ...lines.map((line) => `> ${line}`),
          ...(link ? [`[${CONSOLE}](${link})`] : []),
        ].join('\n'),
      },
    },
  }),
  tooMany: [45_009],
  pauseMs: MINUTE,
};

/** https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages */
const dingtalk: Kind = {
  request: ({ url, secret }, { title, lines, link }, now) => {
    const signed = new URL(url);
    if (secret !== undefined) {
      signed.searchParams.set('timestamp', String(now));
      signed.searchParams.set('sign', hmac(secret, `${now}\n${secret}`));
    }
    const text = [
      `**${title}**`,
      ...lines.map((line) => `- ${line}`),
      ...(link ? [`[${CONSOLE}](${link})`] : []),
    ].join('\n\n');
    return {
      url: signed.href,
      body: { msgtype: 'markdown', markdown: { title, text }, at: { isAtAll: false } },
    };
  },
  tooMany: [130_101, 410_100],
  // Senders of more than 20 a minute are blocked for this long.
  pauseMs: 10 * MINUTE,
};

/** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
const feishu: Kind = {
  request: ({ url, secret }, { title, lines, link, isUrgent }, now) => {
    const timestamp = String(Math.floor(now / 1000));
    const button = (address: string): object => ({
      tag: 'button',
      text: { tag: 'plain_text', content: CONSOLE },
      url: address,
      type: 'primary',
    });
    return {
      url,
      body: {
        ...(secret !== undefined && { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') }),
        msg_type: 'interactive',
        card: {
          config: { wide_screen_mode: true },
          header: {
            title: { tag: 'plain_text', content: title },
            template: isUrgent ? 'red' : 'blue',
          },
          elements: [
            { tag: 'div', text: { tag: 'lark_md', content: lines.join('\n') } },
            ...(link ? [{ tag: 'action', actions: [button(link)] }] : []),
          ],
        },
      },
    };
  },
  // 9499 meant "too many requests" before and means "bad request" today; a pause suits both.
  tooMany: [11_232, 9_499],
  pauseMs: MINUTE,
};

const KINDS: Readonly<Record<Bot['kind'], Kind>> = { wecom, dingtalk, feishu };

/** A message in the bot's own format, signed when it has a secret. */
export function botRequest(bot: Bot, text: BotText, now: number): Outgoing {
  const { url, body } = KINDS[bot.kind].request(bot, text, now);
  return {
    url,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'User-Agent': 'hotline-desk' },
    body: JSON.stringify(body),
    allowPrivateAddresses: false,
  };
}

/** 企业微信 and 钉钉 use `errcode`; 飞书 `code`, formerly `StatusCode`. */
const AnswerSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    errcode: v.optional(v.number()),
    code: v.optional(v.number()),
    StatusCode: v.optional(v.number()),
  }),
);

/** Result of a request to a bot. Bots always answer with 200; the code in the body counts. */
export function judgeBot({ kind }: Bot, { status, body }: Answer): Verdict {
  const { tooMany, pauseMs } = KINDS[kind];
  if (status === 429) return { kind: 'failed', error: 'HTTP 429', pauseMs, quiet: true };
  if (status !== 200) return { kind: 'failed', error: `HTTP ${status}` };
  const answer = v.safeParse(AnswerSchema, body);
  const code = answer.success
    ? (answer.output.errcode ?? answer.output.code ?? answer.output.StatusCode)
    : undefined;
  if (code === 0) return { kind: 'delivered' };
  if (code === undefined) return { kind: 'failed', error: 'answer not understood' };
  const error = `error code ${code}`;
  return tooMany.includes(code)
    ? { kind: 'failed', error, pauseMs, quiet: true }
    : { kind: 'failed', error };
}
