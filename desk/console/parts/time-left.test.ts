import { expect } from '@open-wc/testing';
import { messagesOf } from '../i18n/messages.ts';
import { MINUTE, NOW, sampleRow } from '../test-support/samples.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { timeLeft } from './time-left.ts';

const zh = messagesOf('zh-CN');

const left = (row: Partial<QueueRow>, now = NOW) =>
  timeLeft(sampleRow(row), now, zh, 'zh-CN', 'Asia/Shanghai');

describe('what is left of a promise', () => {
  it('is told in whole minutes, with the share that is used', () => {
    expect(left({ createdAt: NOW - 20 * MINUTE, dueAt: NOW + 20 * MINUTE })).to.deep.equal({
      words: '还剩 20 分钟',
      share: 0.5,
      state: 'calm',
    });
  });
  it('is about to be late in the last quarter of an hour', () => {
    expect(left({ dueAt: NOW + 12 * MINUTE })).to.include({ words: '还剩 12 分钟', state: 'soon' });
    expect(left({ dueAt: NOW + 30_000 }).words).to.equal('还剩不到 1 分钟');
  });
  it('is late by so much once it is broken', () => {
    expect(left({ dueAt: NOW - 3 * MINUTE })).to.deep.equal({
      words: '已超时 3 分钟',
      share: 1,
      state: 'late',
    });
  });
  it('is a window on the shop’s clock before it begins, and the rest of it from then on', () => {
    const window = { from: NOW + 240 * MINUTE, to: NOW + 270 * MINUTE };
    const row = { window, notBefore: window.from, dueAt: window.to };
    expect(left(row)).to.deep.equal({ words: '14:00–14:30 预约', share: null, state: 'later' });
    expect(left(row, window.from + 15 * MINUTE)).to.include({
      words: '14:00–14:30 预约，还剩 15 分钟',
      share: 0.5,
    });
  });
  it('names the day of a window that is not today', () => {
    const from = NOW + 1440 * MINUTE;
    expect(left({ window: { from, to: from + 30 * MINUTE }, notBefore: from }).words).to.equal(
      '明天 10:00–10:30 预约',
    );
  });
  it('is when to call again, where a call failed', () => {
    expect(left({ notBefore: NOW + 10 * MINUTE })).to.include({
      words: '今天 10:10 再打',
      share: null,
      state: 'later',
    });
  });
  it('is nothing where nothing was promised', () => {
    expect(left({ dueAt: null })).to.include({ state: 'none', share: null });
  });
});
