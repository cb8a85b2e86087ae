import { expect } from '@open-wc/testing';
import { durationWords, timeLeft } from './format.ts';
import { messagesOf } from '../i18n/messages.ts';
import { problemWords } from './problem-words.ts';
import { ApiProblem } from '../api.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { MINUTE, NOW, sampleRow } from '../test-support/samples.ts';

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

it('lengths of time are told in the largest units that matter', () => {
  expect(
    [30_000, MINUTE, 65 * MINUTE, 120 * MINUTE, 4 * 1440 * MINUTE].map((ms) =>
      durationWords(ms, zh),
    ),
  ).to.deep.equal(['不到 1 分钟', '1 分钟', '1 小时 5 分钟', '2 小时', '4 天']);
});

it('a problem is told in words, with when to try again', () => {
  expect(problemWords(new ApiProblem('too-many-requests', 429, 120), zh)).to.equal(
    '操作太频繁了。请在 2 分钟后再试。',
  );
  expect(problemWords(new ApiProblem('of-tomorrow', 400), zh)).to.equal(zh.problems['other']);
});

/** The paths of all words of a language. */
const pathsOf = (value: object, path = ''): string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null
      ? pathsOf(inner as object, `${path}${key}.`)
      : [`${path}${key}`],
  );

it('both languages say everything', () => {
  expect(pathsOf(messagesOf('en'))).to.have.members(pathsOf(zh));
});
