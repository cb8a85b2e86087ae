import { expect } from '@open-wc/testing';
import { jsonPointer } from '../../src/core/json-pointer.ts';

describe('jsonPointer', () => {
  // The document of RFC 6901, section 5, whose pointers are given there.
  const examples: readonly [pointer: string, path: readonly (string | number)[]][] = [
    ['', []],
    ['/foo', ['foo']],
    ['/foo/0', ['foo', 0]],
    ['/', ['']],
    ['/a~1b', ['a/b']],
    ['/c%d', ['c%d']],
    ['/e^f', ['e^f']],
    ['/k"l', ['k"l']],
    ['/ ', [' ']],
    ['/m~0n', ['m~n']],
  ];
  for (const [pointer, path] of examples)
    it(`writes ${JSON.stringify(path)} as "${pointer}"`, () => {
      expect(jsonPointer(path)).to.equal(pointer);
    });

  it('escapes ~ before /, so that "~1" in a key does not become a slash', () => {
    expect(jsonPointer(['~1'])).to.equal('/~01');
  });
});
