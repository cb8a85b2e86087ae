import { expect } from '@open-wc/testing';
import { ApiProblem } from '../connection/api.ts';
import { messagesOf } from '../i18n/messages.ts';
import { problemWords } from './problem-words.ts';

const zh = messagesOf('zh-CN');

it('problemWords names the problem and says when to try again', () => {
  expect(problemWords(new ApiProblem('too-many-requests', 429, 120), zh)).to.equal(
    '操作太频繁了。请在 2 分钟后再试。',
  );
  expect(problemWords(new ApiProblem('of-tomorrow', 400), zh)).to.equal(zh.problems['other']);
});
