import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { rollup, type OutputOptions, type Plugin } from 'rollup';
import { configSchema } from '../../../tools/build/config-schema.mjs';
import { consolePage } from '../../../tools/build/console-page.mjs';
import {
  launcherWords,
  packWords,
  unpackByPosition,
} from '../../../tools/build/launcher-words.mjs';
import { minifyChunks, minifyFile } from '../../../tools/build/minify.mjs';
import { namedChunks } from '../../../tools/build/named-chunks.mjs';
import { ownNatives } from '../../../tools/build/own-natives.mjs';
import { quietLit } from '../../../tools/build/quiet-lit.mjs';
import { retryImports } from '../../../tools/build/retry-imports.mjs';
import { smallTemplates } from '../../../tools/build/small-templates.mjs';
import { sourceHash } from '../../../tools/build/source-hash.mjs';
import { utf8Mark } from '../../../tools/build/utf8-mark.mjs';

type Files = Readonly<Record<string, string>>;

/** Bundles files in memory; the first is the entry. Returns the output files by name. */
async function bundle(files: Files, plugins: Plugin[], output: OutputOptions = {}): Promise<Files> {
  const [entry = ''] = Object.keys(files);
  const build = await rollup({
    input: entry,
    plugins: [
      ...plugins,
      {
        name: 'files-in-memory',
        resolveId: (id) => id.replace(/^\.{1,2}\//, '/shop/src/'),
        load: (id) => files[id] ?? null,
      },
    ],
  });
  const written = await build.generate({
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    ...output,
  });
  return Object.fromEntries(
    written.output.map((file) => [
      file.fileName,
      file.type === 'chunk' ? file.code : String(file.source),
    ]),
  );
}

describe('ownNatives', () => {
  const files = {
    '/shop/src/a.ts':
      "import { b } from './b.ts'; result = [new Map([[1, 'one']]).get(1), b(), typeof Symbol()];",
    '/shop/src/b.ts': 'export const b = () => new Set([1, 1]).size; // WeakMap',
  };
  /** Runs the bundle in a page with these globals; resolves to its result and how many frames it made. */
  const run = async (page: object) => {
    const { 'a.js': code = '' } = await bundle(files, [ownNatives()]);
    let frames = 0;
    const here = { Map, Set, Symbol, WeakMap };
    const window = { ...here, ...page };
    const document = {
      documentElement: { append: () => (frames += 1) },
      createElement: () => ({ contentWindow: here, remove: () => (frames *= 10) }),
    };
    const globals = { ...page, window, document, result: [] as unknown[] };
    runInNewContext(code.replace(/export\b.*/, ''), globals);
    return { result: [...globals.result], frames };
  };
  const RESULT = ['one', 1, 'symbol'];

  it('uses those of the page where they are native', async () => {
    assert.deepEqual(await run({}), { result: RESULT, frames: 0 });
  });

  for (const hidden of ['Map', 'Set', 'Symbol'])
    it(`takes them from a frame, which it removes, where the page hides ${hidden}`, async () => {
      for (const own of [{}, 1, function put() {}])
        assert.deepEqual(await run({ [hidden]: own }), { result: RESULT, frames: 10 });
    });
});

describe('retryImports', () => {
  it('requests a chunk that failed to load once more, under another address', async () => {
    const written = await bundle(
      {
        '/shop/src/a.ts': "export const load = () => import('./b.ts');",
        '/shop/src/b.ts': 'export const b = 1;',
      },
      [retryImports()],
    );
    const requested: string[] = [];
    const code = (written['a.js'] ?? '').replace(/\bimport\(/g, 'fails(').replace('export ', '//');
    const fails = (url: string) => {
      requested.push(url);
      return Promise.reject(new Error('blocked'));
    };
    const load = runInNewContext(`${code}\nload`, { fails }) as () => Promise<unknown>;
    await assert.rejects(load(), /blocked/);
    const [first, second, ...more] = requested;
    assert.equal(first, './b.js');
    assert.match(second ?? '', /^\.\/b\.js\?\d/);
    assert.deepEqual(more, []);
  });

  it('leaves a chunk without import() as it is', async () => {
    const code = { '/shop/src/a.ts': 'export const a = 1;' };
    assert.deepEqual(await bundle(code, [retryImports()]), await bundle(code, []));
  });
});

describe('smallTemplates', () => {
  const small = async (code: string) =>
    (await bundle({ '/shop/src/a.ts': code }, [smallTemplates()]))['a.js'] ?? '';

  it('minifies style sheets and lowers them for old browsers', async () => {
    assert.match(
      await small(
        'export const styles = css`\n  .a {\n    color: #ff0000;\n    &:hover { top: 0px }\n  }\n`;',
      ),
      /css`\.a\{color:red\}\.a:hover\{top:0\}`/,
    );
  });

  it('removes the indentation of markup', async () => {
    assert.match(
      await small('export const a = html`\n  <p>\n    <b>one</b>\n  </p>\n`;'),
      /html`\n?<p><b>one<\/b><\/p>\n?`/,
    );
  });

  it('keeps a space between words that stand on two lines', async () => {
    assert.match(await small('export const a = html`<p>one\n    two</p>`;'), /one\ntwo/);
  });

  it('leaves packages alone', async () => {
    const code = 'export const a = html`\n  <p>\n    one\n  </p>`;\n';
    const built = await bundle({ '/shop/node_modules/a.js': code }, [smallTemplates()]);
    assert.equal(built['a.js'], `const a = html\`\n  <p>\n    one\n  </p>\`;\n\nexport { a };\n`);
  });
});

describe('quietLit', () => {
  const quiet = async (file: string) =>
    (
      await bundle(
        {
          [file]:
            'export function a(b) { throw Error(`not (${b}) a template`); }\nglobalThis.litHtmlPolyfillSupport?.(a);\n(globalThis.litHtmlVersions ??= []).push("3.3.1");',
        },
        [quietLit()],
        { entryFileNames: 'out.js' },
      )
    )['out.js'] ?? '';

  it("removes Lit's messages, polyfill hooks and version", async () => {
    const code = await quiet('/shop/node_modules/lit-html/lit-html.js');
    assert.match(code, /throw Error\("lit"\)/);
    assert.doesNotMatch(code, /template|PolyfillSupport|Versions/);
  });

  it('reads templates as HTML in the installed Lit, in XHTML pages too', async () => {
    const file = '/shop/node_modules/lit-html/lit-html.js';
    const source = readFileSync('node_modules/lit-html/lit-html.js', 'utf8');
    const code = (await bundle({ [file]: source }, [quietLit()], { entryFileNames: 'out.js' }))[
      'out.js'
    ];
    assert.match(code ?? '', /inHtml\.createElement\("template"\)/);
    assert.equal(code?.match(/createElement\("template"\)/g)?.length, 1);
  });

  it('reads no options of properties from Object.prototype in the installed Lit', () => {
    const file = '/shop/node_modules/@lit/reactive-element/reactive-element.js';
    const source = readFileSync(file.slice(6), 'utf8');
    const { code = '' } = quietLit().transform(source, file) as { code?: string };
    assert.match(
      code,
      /createProperty\(\w,(\w)=\w\)\{\1=Object\.assign\(Object\.create\(null\),\1\)/,
    );
  });

  const installed = (file: string) =>
    readFileSync(`node_modules/@lit/reactive-element/${file}`, 'utf8');
  for (const [what, file, pattern] of [
    ['the check for a polyfill', 'css-tag.js', /ShadyCSS/],
    ['the metadata of decorators', 'reactive-element.js', /metadata/i],
  ] as const) {
    it(`removes ${what} from the installed Lit`, async () => {
      assert.match(installed(file), pattern);
      const built = await bundle(
        {
          [`/shop/node_modules/@lit/${file}`]: installed(file),
          '/shop/src/css-tag.js': installed('css-tag.js'),
        },
        [quietLit()],
      );
      assert.match(built[file] ?? '', /adoptedStyleSheets/);
      assert.doesNotMatch(built[file] ?? '', pattern);
    });
  }

  it('leaves other code alone', async () => {
    const code = await quiet('/shop/src/a.ts');
    assert.match(code, /not \(\$\{b\}\) a template/);
    assert.match(code, /litHtmlPolyfillSupport/);
  });
});

describe('utf8Mark', () => {
  it('starts a script with a byte order mark', async () => {
    const built = await bundle({ '/shop/src/a.ts': 'console.log("客服");' }, [
      minifyFile(),
      utf8Mark(),
    ]);
    assert.ok(built['a.js']?.startsWith('\uFEFFconsole.log('));
  });
});

describe('namedChunks', () => {
  it('names the files beside the script by the hash of the build', async () => {
    const built = await bundle(
      {
        '/shop/src/embed.ts': `import { loadPanel, loadMessages } from './launcher/chunks.ts'; loadPanel(); loadMessages('en');`,
        '/shop/src/own-script.ts': 'export const folder = document.currentScript.src;',
      },
      [namedChunks('abc123')],
    );
    assert.match(built['embed.js'] ?? '', /import\(folder \+ name \+ '-abc123\.js'\)/);
  });
});

describe('launcherWords', () => {
  const KEYS = ['hotline', 'open', 'closed'];

  it('packs the words of a language in the order of the names', () => {
    assert.deepEqual(packWords({ en: { closed: 'c', hotline: 'a', open: 'b' } }, KEYS), {
      en: 'a|b|c',
    });
  });

  it('refuses a language that lacks a word', () => {
    assert.throws(() => packWords({ en: { hotline: 'a', open: 'b' } }, KEYS), /en lacks a word/);
  });

  it('refuses a word that contains the separator', () => {
    assert.throws(
      () => packWords({ en: { hotline: 'a|', open: 'b', closed: 'c' } }, KEYS),
      /contains \|/,
    );
  });

  it('takes words by position instead of by name', () => {
    assert.equal(
      unpackByPosition('const { closed, open } = launcherWords(language);', KEYS),
      'const [,open,closed] = launcherWords(language);',
    );
  });

  it('refuses a name that does not exist', () => {
    assert.throws(
      () => unpackByPosition('const { shut } = launcherWords(language);', KEYS),
      /there is no shut/,
    );
  });

  it('refuses a use that it does not understand', () => {
    assert.throws(
      () => unpackByPosition('launcherWords(language).open', KEYS),
      /understands only const/,
    );
  });

  it('builds a page that shows the words of the source', async () => {
    const built = await bundle(
      {
        '/shop/src/a.ts': `import { launcherWords } from './i18n/launcher.ts';\nconst { hotline, callback } = launcherWords('en');\nexport const said = hotline + ', ' + callback;`,
      },
      [(await launcherWords()) as Plugin],
    );
    const url = `data:text/javascript,${encodeURIComponent(built['a.js'] ?? '')}`;
    const { said } = (await import(url)) as { said: string };
    assert.equal(said, 'Hotline, Get a callback');
  });
});

describe('minifyChunks', () => {
  const files = {
    '/shop/src/a.ts': `export class Base { _secret() { return 1; } _other() { return 2; } both() { return this._secret() + this._other(); } }\nexport const load = () => import('./b.ts');`,
    '/shop/src/b.ts': `import { Base } from './a.ts';\nexport class Derived extends Base { _more() { return 10; } _secret() { return this._more() + super._secret(); } }`,
  };
  const namesIn = (code = '') => [...new Set(code.match(/\b_\w+/g))].sort();

  it('gives a private member one short name in all chunks', async () => {
    const built = await bundle(files, [minifyChunks()]);
    const [base, derived] = [namesIn(built['a.js']), namesIn(built['b.js'])];
    assert.equal(base.length, 2);
    assert.equal(derived.length, 2);
    assert.equal(base.filter((name) => derived.includes(name)).length, 1);
    assert.ok([...base, ...derived].every((name) => name.length === 2));
  });

  it("shortens Lit's private members too", async () => {
    const built = await bundle(
      { '/shop/src/a.ts': 'export class Part { constructor() { this._$committedValue = 1; } }' },
      [minifyChunks()],
    );
    assert.match(built['a.js'] ?? '', /this\._\w=1/);
  });

  it('writes the same bytes each time', async () => {
    assert.deepEqual(await bundle(files, [minifyChunks()]), await bundle(files, [minifyChunks()]));
  });
});

describe('configSchema', () => {
  it('writes the schema of the config', async () => {
    const built = await bundle({ '/shop/src/a.ts': '' }, [configSchema() as Plugin]);
    const schema = JSON.parse(built['config.schema.json'] ?? '') as Record<string, unknown>;
    assert.match(String(schema['$schema']), /json-schema/);
    assert.equal(schema['type'], 'object');
  });
});

describe('consolePage and sourceHash', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-build-'));
  after(() => rmSync(folder, { recursive: true }));

  it('names the built script in the page', async () => {
    const file = join(folder, 'index.html');
    writeFileSync(file, '<script type="module" src="./main.ts"></script>');
    const built = await bundle(
      { '/shop/src/main.ts': 'console.log(1)' },
      [consolePage(file) as Plugin],
      {
        entryFileNames: 'console-abc.js',
      },
    );
    assert.equal(
      built['index.html'],
      '<script type="module" src="/console/assets/console-abc.js"></script>',
    );
  });

  it('changes the hash when a file changes, and only then', async () => {
    const file = join(folder, 'a.ts');
    const hash = () => sourceHash({ folders: [folder], files: [] });
    writeFileSync(file, 'one');
    const first = await hash();
    assert.match(first, /^[\w-]{6}$/);
    assert.equal(await hash(), first);
    writeFileSync(file, 'two');
    assert.notEqual(await hash(), first);
  });
});
