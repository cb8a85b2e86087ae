import { expect } from '@open-wc/testing';
import { messagesOf } from './messages.ts';

const zh = messagesOf('zh-CN');

/** Key paths of all messages of a language. */
const pathsOf = (value: object, path = ''): string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null
      ? pathsOf(inner as object, `${path}${key}.`)
      : [`${path}${key}`],
  );

it('both languages have every message', () => {
  expect(pathsOf(messagesOf('en'))).to.have.members(pathsOf(zh));
});
