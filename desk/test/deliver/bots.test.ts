import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { botText, MAX_TEXT_BYTES, testText } from '../../src/deliver/bot-text.ts';
import { botRequest, judgeBot } from '../../src/deliver/bots.ts';
import { payloadOf, type Payload } from '../../src/deliver/payload.ts';
import type { HotlineEventType } from '../../wire/hotline-event.ts';
import type { Bot } from '../../src/config/receivers.ts';
import type { Answer } from '../../src/deliver/send.ts';
import { checkedShop, MINUTE, NOW } from '../support/fixture.ts';
import { ticketRecord } from '../support/database.ts';

const bot = (kind: Bot['kind'], change: Partial<Bot> = {}): Bot => ({
  id: 'team',
  kind,
  url: 'https://bots.example/send?key=canary',
  secret: undefined,
  events: undefined,
  ...change,
});
const shop = checkedShop();
const context = { shop, publicUrl: 'https://desk.shop.example', now: NOW };
const payload = (
  type: HotlineEventType,
  change: Parameters<typeof ticketRecord>[0] = {},
): Payload => payloadOf(type, ticketRecord(change));

const created = payload('callback.created', {
  number: '261123000012',
  tier: 'diamond',
  topic: 'not-arrived',
  dueAt: NOW + 20 * MINUTE,
  urgent: true,
});
const overdue = payload('callback.overdue', {
  number: '261123000027',
  dueAt: NOW - MINUTE,
  overdueAt: NOW,
  attempts: 1,
  senior: true,
});

describe('botText', () => {
  it('uses the console’s word for a claim', () => {
    assert.match(botText([payload('callback.claimed')], context).lines[0] ?? '', /已领取/);
  });

  it("says what happened, to which ticket, of which tier and topic, and the due time on the shop's clock", () => {
    assert.deepEqual(botText([created], context), {
      title: '回电提醒：1 条新回电',
      lines: [
        '**新回电** [261123-00001-2](https://desk.shop.example/console/ticket/261123000012) · 钻石 · 充值未到账 · 应在 10:20 前回电 · 加急',
      ],
      link: 'https://desk.shop.example/console',
      isUrgent: false,
    });
    const booked = payload('callback.created', {
      windowFrom: NOW + 1440 * MINUTE,
      windowTo: NOW + 1470 * MINUTE,
      dueAt: NOW + 1470 * MINUTE,
    });
    assert.match(botText([booked], context).lines[0] ?? '', /约 11-24 10:00 至 11-24 10:30$/);
    assert.match(
      botText([payload('feedback.received', { rating: 1 })], context).lines[0] ?? '',
      /^\*\*评价\*\* .* · 1 分$/,
    );
    assert.match(
      botText([payload('callback.created', { dueAt: null })], { ...context, publicUrl: undefined })
        .lines[0] ?? '',
      /^\*\*新回电\*\* [\d-]+$/,
    );
  });

  it('merges several events into one text that counts them, with overdue tickets first', () => {
    const text = botText([created, overdue, created, created], context);
    assert.equal(text.title, '回电提醒：1 条超时，3 条新回电');
    assert.equal(text.isUrgent, true);
    assert.match(text.lines[0] ?? '', /^\*\*超时\*\* .*应在 09:59 前回电 · 长辈 · 未接通 1 次$/);
    assert.equal(text.lines.length, 4);
  });

  it('stays below the size limit of the bots, and counts the events it leaves out', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      payload('callback.created', {
        number: `2611230${String(index).padStart(5, '0')}`,
        tier: 'diamond',
        topic: 'not-arrived',
        urgent: true,
        senior: true,
        dueAt: NOW + MINUTE,
      }),
    );
    const text = botText(many, context);
    const shown = text.lines.length - 1;
    assert.ok(shown > 10);
    assert.equal(text.title, '回电提醒：200 条新回电');
    assert.equal(text.lines.at(-1), `另有 ${200 - shown} 条`);
    const { body } = botRequest(bot('wecom'), text, NOW);
    const { markdown } = JSON.parse(body) as { markdown: { content: string } };
    assert.ok(Buffer.byteLength(markdown.content) <= MAX_TEXT_BYTES);
    assert.ok(
      Buffer.byteLength(botRequest(bot('feishu', { secret: 'x' }), text, NOW).body) <= 20 * 1024,
    );
  });

  it('leaves out a tier, topic or line that the config no longer has', () => {
    const gone = payload('callback.created', {
      tier: 'constructor',
      topic: 'gone',
      line: 'gone',
      dueAt: NOW + MINUTE,
    });
    assert.match(
      botText([gone], context).lines[0] ?? '',
      /^\*\*新回电\*\* \[[\d-]+\]\([^)]+\) · 应在 [\d:]+ 前回电$/,
    );
  });
});

describe('botRequest', () => {
  it('sends markdown to WeCom (企业微信)', () => {
    const { url, headers, body, allowPrivateAddresses } = botRequest(
      bot('wecom', { secret: 'ignored' }),
      botText([created], context),
      NOW,
    );
    assert.equal(url, 'https://bots.example/send?key=canary');
    assert.equal(headers['Content-Type'], 'application/json; charset=utf-8');
    assert.equal(allowPrivateAddresses, false);
    assert.deepEqual(JSON.parse(body), {
      msgtype: 'markdown',
      markdown: {
        content:
          '**回电提醒：1 条新回电**\n> **新回电** [261123-00001-2](https://desk.shop.example/console/ticket/261123000012) · 钻石 · 充值未到账 · 应在 10:20 前回电 · 加急\n[打开工作台](https://desk.shop.example/console)',
      },
    });
  });

  it('sends markdown to DingTalk (钉钉), at an address signed with the time and the secret', () => {
    const secret = 'SEC0123456789abcdef';
    const text = botText([overdue, created], { ...context, publicUrl: undefined });
    const { url, body } = botRequest(
      bot('dingtalk', { url: 'https://oapi.dingtalk.com/robot/send?access_token=canary', secret }),
      text,
      NOW,
    );
    const sign = encodeURIComponent(
      createHmac('sha256', secret).update(`${NOW}\n${secret}`).digest('base64'),
    );
    assert.equal(
      url,
      `https://oapi.dingtalk.com/robot/send?access_token=canary&timestamp=${NOW}&sign=${sign}`,
    );
    const sent = JSON.parse(body) as {
      msgtype: string;
      markdown: { title: string; text: string };
      at: unknown;
    };
    assert.equal(sent.msgtype, 'markdown');
    assert.equal(sent.markdown.title, '回电提醒：1 条超时，1 条新回电');
    assert.match(
      sent.markdown.text,
      /^\*\*回电提醒：1 条超时，1 条新回电\*\*\n\n- \*\*超时\*\* [^\n]+\n\n- \*\*新回电\*\* [^\n]+$/,
    );
    assert.deepEqual(sent.at, { isAtAll: false });
    assert.equal(
      botRequest(bot('dingtalk'), text, NOW).url,
      'https://bots.example/send?key=canary',
    );
  });

  it('escapes plus and slash in the signature for DingTalk', () => {
    const secret = 'SEC0123456789abcdef';
    let special = 0;
    for (let now = NOW; now < NOW + 50; now++) {
      const expected = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
      if (/[+/]/.test(expected)) special++;
      assert.equal(
        new URL(
          botRequest(bot('dingtalk', { secret }), testText(context), now).url,
        ).searchParams.get('sign'),
        expected,
      );
    }
    assert.ok(special > 0);
  });

  it('sends a signed card to Feishu (飞书), in red when a ticket is overdue', () => {
    const secret = 'canary-secret';
    const { url, body } = botRequest(
      bot('feishu', { secret }),
      botText([overdue, created], context),
      NOW,
    );
    assert.equal(url, 'https://bots.example/send?key=canary');
    const timestamp = String(NOW / 1000);
    const sent = JSON.parse(body) as { card: { elements: { text?: { content: string } }[] } };
    const content = sent.card.elements[0]?.text?.content ?? '';
    assert.match(content, /^\*\*超时\*\* [^\n]+\n\*\*新回电\*\* [^\n]+$/);
    assert.deepEqual(sent, {
      timestamp,
      sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64'),
      msg_type: 'interactive',
      card: {
        config: { wide_screen_mode: true },
        header: {
          title: { tag: 'plain_text', content: '回电提醒：1 条超时，1 条新回电' },
          template: 'red',
        },
        elements: [
          { tag: 'div', text: { tag: 'lark_md', content } },
          {
            tag: 'action',
            actions: [
              {
                tag: 'button',
                text: { tag: 'plain_text', content: '打开工作台' },
                url: 'https://desk.shop.example/console',
                type: 'primary',
              },
            ],
          },
        ],
      },
    });
    const plain = JSON.parse(
      botRequest(bot('feishu'), testText({ ...context, publicUrl: undefined }), NOW).body,
    ) as { sign?: string; card: { header: { template: string }; elements: unknown[] } };
    assert.equal(plain.sign, undefined);
    assert.equal(plain.card.header.template, 'blue');
    assert.equal(plain.card.elements.length, 1);
  });
});

describe('judgeBot', () => {
  it('reads success from the error code, and pauses a bot that gets too many messages for as long as it asks', () => {
    const answer = (body: string, status = 200): Answer => ({
      status,
      retryAfter: undefined,
      body,
    });
    const cases: [Bot['kind'], Answer, ReturnType<typeof judgeBot>][] = [
      ['wecom', answer('{"errcode":0,"errmsg":"ok"}'), { kind: 'delivered' }],
      [
        'wecom',
        answer('{"errcode":45009,"errmsg":"api freq out of limit"}'),
        { kind: 'failed', error: 'error code 45009', pauseMs: MINUTE, quiet: true },
      ],
      [
        'wecom',
        answer('{"errcode":93000,"errmsg":"invalid webhook url"}'),
        { kind: 'failed', error: 'error code 93000' },
      ],
      ['dingtalk', answer('{"errcode":0,"errmsg":"ok"}'), { kind: 'delivered' }],
      [
        'dingtalk',
        answer('{"errcode":310000,"errmsg":"sign not match"}'),
        { kind: 'failed', error: 'error code 310000' },
      ],
      [
        'dingtalk',
        answer('{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}'),
        { kind: 'failed', error: 'error code 130101', pauseMs: 10 * MINUTE, quiet: true },
      ],
      [
        'dingtalk',
        answer('{"errcode":410100,"errmsg":"发送速度太快而限流"}'),
        { kind: 'failed', error: 'error code 410100', pauseMs: 10 * MINUTE, quiet: true },
      ],
      ['feishu', answer('{"code":0,"msg":"success","data":{}}'), { kind: 'delivered' }],
      [
        'feishu',
        answer('{"Extra":null,"StatusCode":0,"StatusMessage":"success"}'),
        { kind: 'delivered' },
      ],
      [
        'feishu',
        answer(
          '{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}',
        ),
        { kind: 'failed', error: 'error code 19021' },
      ],
      [
        'feishu',
        answer('{"code":11232,"msg":"frequency limited"}'),
        { kind: 'failed', error: 'error code 11232', pauseMs: MINUTE, quiet: true },
      ],
      [
        'feishu',
        answer('{"code":9499,"msg":"too many request"}'),
        { kind: 'failed', error: 'error code 9499', pauseMs: MINUTE, quiet: true },
      ],
      ['wecom', answer('<html>gateway</html>'), { kind: 'failed', error: 'answer not understood' }],
      ['wecom', answer('{"errcode":"0"}'), { kind: 'failed', error: 'answer not understood' }],
      ['wecom', answer('{"errcode":0}', 502), { kind: 'failed', error: 'HTTP 502' }],
      [
        'feishu',
        answer('', 429),
        { kind: 'failed', error: 'HTTP 429', pauseMs: MINUTE, quiet: true },
      ],
    ];
    for (const [kind, given, expected] of cases)
      assert.deepEqual(judgeBot(bot(kind), given), expected, `${kind} ${given.body}`);
  });
});
