import { expect } from '@open-wc/testing';
import { messagesOf } from '../i18n/messages.ts';
import { MINUTE, NOW, sampleRow } from '../test-support/samples.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { timeLeft } from './time-left.ts';

const zh = messagesOf('zh-CN');

const left = (row: Partial<QueueRow>, now = NOW) =>
  timeLeft(sampleRow(row), now, zh, 'zh-CN', 'Asia/Shanghai');

describe('timeLeft', () => {
  it('gives the whole minutes left and the used share of the promise', () => {
    expect(left({ createdAt: NOW - 20 * MINUTE, dueAt: NOW + 20 * MINUTE })).to.deep.equal({
      words: '还剩 20 分钟',
      share: 0.5,
      state: 'calm',
    });
  });
  it('is “soon” in the last 15 minutes', () => {
    expect(left({ dueAt: NOW + 12 * MINUTE })).to.include({ words: '还剩 12 分钟', state: 'soon' });
    expect(left({ dueAt: NOW + 30_000 }).words).to.equal('还剩不到 1 分钟');
  });
  it('is “late” after the due time and says by how much', () => {
    expect(left({ dueAt: NOW - 3 * MINUTE })).to.deep.equal({
      words: '已超时 3 分钟',
      share: 1,
      state: 'late',
    });
  });
  it('says when a call in progress was due, and does not count it as late', () => {
    expect(left({ dueAt: NOW - 3 * MINUTE, status: 'calling' })).to.deep.equal({
      words: '应在 09:57 前回电',
      share: 1,
      state: 'calm',
    });
  });
  it('shows a slot on the shop’s clock, and the time left in it once it has begun', () => {
    const window = { from: NOW + 240 * MINUTE, to: NOW + 270 * MINUTE };
    const row = { window, notBefore: window.from, dueAt: window.to };
    expect(left(row)).to.deep.equal({ words: '14:00–14:30 预约', share: null, state: 'later' });
    expect(left(row, window.from + 15 * MINUTE)).to.include({
      words: '14:00–14:30 预约，还剩 15 分钟',
      share: 0.5,
    });
  });
  it('names the day of a slot that is not today', () => {
    const from = NOW + 1440 * MINUTE;
    expect(left({ window: { from, to: from + 30 * MINUTE }, notBefore: from }).words).to.equal(
      '明天 10:00–10:30 预约',
    );
  });
  it('says when to call again after a failed call', () => {
    expect(left({ notBefore: NOW + 10 * MINUTE })).to.include({
      words: '今天 10:10 再打',
      share: null,
      state: 'later',
    });
  });
  it('says when the line opens, unless the promise is broken already', () => {
    const closed = (row: Partial<QueueRow>, opening: number | null) =>
      timeLeft(sampleRow(row), NOW, zh, 'zh-CN', 'Asia/Shanghai', opening).words;
    expect(closed({}, NOW + 60 * MINUTE)).to.equal('今天 11:00 开线后再打');
    expect(closed({ dueAt: null }, null)).to.equal('开线后再打');
    expect(closed({ dueAt: NOW - 3 * MINUTE }, NOW + 60 * MINUTE)).to.equal('已超时 3 分钟');
  });
  it('is “none” for a ticket without a due time', () => {
    expect(left({ dueAt: null })).to.include({ state: 'none', share: null });
  });
});
