import { expect } from '@open-wc/testing';
import { MINUTE } from '../test-support/samples.ts';
import { messagesOf } from '../i18n/messages.ts';
import { durationWords } from './format.ts';

const zh = messagesOf('zh-CN');

it('durationWords uses the largest units that fit', () => {
  expect(
    [30_000, MINUTE, 65 * MINUTE, 120 * MINUTE, 4 * 1440 * MINUTE].map((ms) =>
      durationWords(ms, zh),
    ),
  ).to.deep.equal(['不到 1 分钟', '1 分钟', '1 小时 5 分钟', '2 小时', '4 天']);
});
