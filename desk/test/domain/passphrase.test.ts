import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LANGUAGES } from '../../../src/contract/text.ts';
import { makePassphrase, passphraseWords } from '../../src/domain/passphrase.ts';

describe('passphraseWords', () => {
  it('has at least 128 different words in every language', () => {
    for (const language of LANGUAGES) {
      const words = passphraseWords(language);
      assert.ok(words.length >= 128, language);
      assert.equal(new Set(words).size, words.length, language);
    }
  });
});

describe('makePassphrase', () => {
  it('joins two different words of the language', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LANGUAGES),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (language, bytes) => {
          const words = makePassphrase(language, (count) =>
            Uint8Array.from({ length: count }, () => Number(bytes.next().value)),
          ).split(' ');
          assert.equal(words.length, 2);
          assert.notEqual(words[0], words[1]);
          for (const word of words) assert.ok(passphraseWords(language).includes(word), word);
        },
      ),
    );
  });
});
