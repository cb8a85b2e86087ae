import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';

/** The project's rules about side effects, without those that need types, which take long. */
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => /^no-restricted-(globals|syntax)$/.test(ruleId),
  overrideConfig: { languageOptions: { parserOptions: { project: null } } },
});

async function messages(code: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map(({ message }) => message) ?? [];
}

describe('eslint', () => {
  for (const code of [
    "fetch('/v1/slots');",
    'Date.now();',
    'setTimeout(() => {}, 1);',
    "localStorage.getItem('a');",
    'navigator.onLine;',
    'AbortSignal.timeout(1);',
    'window.crypto;',
  ])
    for (const file of ['stores/store', 'desk-client/request', 'device/kept'])
      it(`refuses ${code} in src/${file}.ts`, async () => {
        assert.match((await messages(code, `src/${file}.ts`)).join('\n'), /Effects/);
      });

  it('allows the clipboard in src/device', async () => {
    const code = "void navigator.clipboard.writeText('a');";
    assert.deepEqual(await messages(code, 'src/device/copy.ts'), []);
  });
});
