import { expect } from '@open-wc/testing';
import { TicketWords } from '../../src/components/ticket/ticket-words.ts';
import type { Ticket } from '../../src/contract/ticket.ts';
import { messages as en } from '../../src/i18n/en.ts';
import { messages as zh } from '../../src/i18n/zh-CN.ts';
import { at, NOW, sampleTicket, type Change } from '../support/sample-contact.ts';

describe('TicketWords.short', () => {
  const short = (change: Change<Ticket>, language: 'zh-CN' | 'en' = 'zh-CN', now = NOW) =>
    new TicketWords(sampleTicket(change), language === 'en' ? en : zh, language, now).short;

  const states: [Change<Ticket>, string, string][] = [
    [{}, '回电 10:30 前 · 已提交', 'Call by 10:30 · received'],
    [{ status: 'claimed' }, '回电 10:30 前 · 已接单', 'Call by 10:30 · taken on'],
    [{ status: 'calling' }, '正在给您打电话', 'Calling you now'],
    [{ dueAt: at(24 * 60) }, '回电 明天 10:00 前 · 已提交', 'Call by 10:00 tomorrow · received'],
    [
      { window: { from: at(60), to: at(90) }, notBefore: at(60), dueAt: at(90) },
      '已预约 今天 11:00–11:30 · 已提交',
      'Booked for today 11:00–11:30 · received',
    ],
    [
      { window: { from: at(-10), to: at(20) }, dueAt: at(20) },
      '已预约 今天 09:50–10:20 · 已提交',
      'Booked for today 09:50–10:20 · received',
    ],
    [
      { status: 'unreached', notBefore: at(60) },
      '11:00 再打给您 · 未接通',
      'Next call 11:00 · not reached',
    ],
    [
      { status: 'follow-up', notBefore: at(26 * 60) },
      '明天 12:00 再打给您 · 已约好',
      'Next call tomorrow at 12:00 · agreed',
    ],
    [{ dueAt: undefined }, '已提交', 'Received'],
    [{ dueAt: at(-1) }, '抱歉，晚了，正在加急 · 已提交', 'Sorry, we are late · received'],
    [{ status: 'solved' }, zh.ended.solved, en.ended.solved],
    [{ status: 'cancelled' }, zh.ended.cancelled, en.ended.cancelled],
    [{ status: 'thought-of' as 'waiting' }, '回电 10:30 前', 'Call by 10:30'],
  ];
  for (const [change, chinese, english] of states) {
    it(`says “${chinese}”`, () => {
      expect(short(change)).to.equal(chinese);
      expect(short(change, 'en')).to.equal(english);
    });
  }

  const calling: [string, Change<Ticket>, string][] = [
    ['a call of the member', { origin: 'call', dueAt: undefined }, zh.inCall],
    ['a callback after their call', { origin: 'call' }, zh.shortStatus.calling],
    ['a callback', {}, zh.shortStatus.calling],
  ];
  for (const [what, change, words] of calling)
    it(`says of ${what} without a timeline, as rows of a list are: ${words}`, () =>
      expect(short({ status: 'calling', timeline: [], ...change })).to.equal(words));

  it("goes by the desk's clock only: nothing is late because time has passed on the device", () =>
    expect(short({}, 'zh-CN', NOW + 3 * 3_600_000)).to.equal('回电 10:30 前 · 已提交'));
});

describe('TicketWords.promise', () => {
  it('says when the line opens while nobody is called before', () => {
    const promise = (change: Change<Ticket>) =>
      new TicketWords(sampleTicket(change), zh, 'zh-CN', NOW).promise;
    const words = '现在已下班，明天 10:00 上班后给您回电';
    expect(promise({ opensAt: at(24 * 60) })).to.include(words);
    expect(promise({}).join()).not.to.include('上班后');
  });
});
