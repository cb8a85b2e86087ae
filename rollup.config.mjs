import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { tsImport } from 'tsx/esm/api';

/** Lit as well: it is published as ES2021. */
const typescript = esbuild({ target: 'es2020', tsconfig: 'tsconfig.json', exclude: /\0/ });
const small = (mangle) =>
  terser({
    ecma: 2020,
    module: true,
    compress: {
      passes: 4,
      pure_getters: true,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      unsafe_symbols: true,
    },
    mangle,
    format: { comments: /@license|@preserve|^!/ },
  });
/** Members that start with an underscore are a class's own, so a file that stands alone needs no names for them. */
const alone = small({ properties: { regex: /^_[a-z]/ } });

/** Elements inside which white space at the start and the end draws nothing. */
const BLOCKS =
  'button|dd|dialog|div|dl|dt|fieldset|form|h[1-6]|legend|li|ol|p|section|summary|td|th|ul';
const withoutIndentation = (code) =>
  code
    .replace(/\n\s+/g, '\n')
    .replace(/>\n</g, '><')
    .replace(/\n>/g, '>')
    .replace(/<[a-z][a-z-]*\n(?:[^<>`]|=>)*>/g, (tag) => tag.replace(/\n/g, ' '))
    .replace(new RegExp(`\n(?=</(?:${BLOCKS})>)`, 'g'), '')
    .replace(new RegExp(`(<(?:${BLOCKS})(?:\\s(?:[^<>]|=>)*)?>)\n(?=\\S)`, 'g'), '$1');

/** Style sheets in templates, minified; and no indentation in markup. */
const smallTemplates = {
  name: 'small-templates',
  async transform(code, id) {
    if (!/\/src\/.*\.ts$/.test(id)) return null;
    const sheets = [...code.matchAll(/(?<=css`|styles = `)[^`$]+(?=`)/g)].map(([sheet]) => sheet);
    for (const sheet of sheets)
      code = code.replace(
        sheet,
        (await transform(sheet, { loader: 'css', minify: true, target: 'chrome87' })).code.trim(),
      );
    return { code: withoutIndentation(code), map: null };
  },
};

/** What Lit tells developers who misuse it is of no use to members; nor are its hooks for polyfills of browsers without shadow roots. */
const quietLit = {
  name: 'quiet-lit',
  transform: (code, id) =>
    /node_modules\/(?:@lit|lit|lit-[a-z]+)\//.test(id)
      ? {
          code: code
            .replace(/throw Error\((?:[^()]|\([^()]*\))*\)/g, 'throw Error("lit")')
            .replace(/\w+\.(?:\w+PolyfillSupport|litElementHydrateSupport)\b/g, '(void 0)')
            .replace(/\(\w+\.\w+Versions\s*\?\?=\s*\[\]\)\.push\("[\d.]+"\)/g, '0'),
          map: null,
        }
      : null,
};

const browser = [quietLit, smallTemplates, typescript, resolve()];
/** One hash names all chunks of a build: the launcher, which every visitor downloads, holds it once. */
const hash = createHash('sha256');
for (const file of [
  'package-lock.json',
  ...(await readdir('src', { recursive: true })).sort().map((name) => `src/${name}`),
])
  if (/\.\w+$/.test(file)) hash.update(await readFile(file));
const version = hash.digest('base64url').slice(0, 6);
const chunkNames = {
  entryFileNames: `[name]-${version}.js`,
  chunkFileNames: ({ name }) =>
    `${name.replace('define-form', 'callback').replace('define-', '')}-${version}.js`,
};

const OWN_MEMBER = /(?<=[.\s{(,!])_[a-z]\w*/g;
/**
 * In the panel's files a class in one extends a class in another, and two short names made file by file could meet: there each member
 * of a class's own has one short name in all of them.
 */
const shortNames = async () => {
  const sources = (await readdir('src', { recursive: true }))
    .filter((name) => name.endsWith('.ts'))
    .sort();
  const texts = await Promise.all(sources.map((name) => readFile(`src/${name}`, 'utf8')));
  const members = [...new Set(texts.flatMap((text) => text.match(OWN_MEMBER) ?? []))].sort();
  const shortOf = new Map(members.map((name, at) => [name, `_${at.toString(36)}`]));
  return {
    name: 'short-names',
    transform: (code, id) =>
      /\/src\/.*\.ts$/.test(id)
        ? { code: code.replace(OWN_MEMBER, (name) => shortOf.get(name)), map: null }
        : null,
  };
};

const emptyDist = (folder) => ({
  name: 'empty-dist',
  buildStart: () => rm(folder, { recursive: true, force: true }),
});

/** A page in GBK reads a script without a charset as GBK; the mark at its start says UTF-8. Modules are always UTF-8. */
const utf8Mark = {
  name: 'utf8-mark',
  generateBundle: (_, bundle) =>
    Object.values(bundle).forEach(
      (file) => file.type === 'chunk' && (file.code = `\uFEFF${file.code}`),
    ),
};

const configSchema = {
  name: 'config-schema',
  async generateBundle() {
    const { configJsonSchema } = await tsImport('./src/config/json-schema.ts', import.meta.url);
    this.emitFile({
      type: 'asset',
      fileName: 'config.schema.json',
      source: `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
    });
  },
};

/** In the script-tag build, `launcher/chunks.ts` names the hashed files beside the script. */
const namedChunks = {
  name: 'named-chunks',
  load: (id) =>
    id.endsWith('/launcher/chunks.ts')
      ? `import { ownScript } from './own-script.ts';
         export const loadMessages = (name) => import(new URL(name + '-${version}.js', ownScript.src).href);
         export const loadPanel = () => loadMessages('panel');
         export const loadResolver = () => loadMessages('resolve');`
      : null,
};

/** What packages for bundlers ask of a Node that pages do not have. */
const production = {
  name: 'production',
  transform: (code, id) =>
    /node_modules\/@tanstack\//.test(id)
      ? { code: code.replaceAll('process.env.NODE_ENV', '"production"'), map: null }
      : null,
};

/** The console's page, with the name of its script. Served by `desk/src/routes/console/page.ts`. */
const consolePage = {
  name: 'console-page',
  async generateBundle(_, bundle) {
    const script = Object.values(bundle).find(({ type, isEntry }) => type === 'chunk' && isEntry);
    const page = await readFile('desk/console/index.html', 'utf8');
    this.emitFile({
      type: 'asset',
      fileName: 'index.html',
      source: page.replace('./main.ts', `/console/assets/${script.fileName}`),
    });
  },
};

export default [
  {
    input: { panel: 'src/define.ts' },
    preserveEntrySignatures: 'allow-extension',
    output: { dir: 'dist', format: 'es', sourcemap: true, freeze: false, ...chunkNames },
    plugins: [emptyDist('dist'), await shortNames(), ...browser, small(true), configSchema],
  },
  {
    // The doctor shares no file with the resolver: members download the one, owners of a wrong config the other.
    input: { resolve: 'src/launcher/resolve-config.ts' },
    external: (id) => id.endsWith('/doctor.ts'),
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      ...chunkNames,
      paths: (id) => (id.endsWith('/doctor.ts') ? `./doctor-${version}.js` : id),
    },
    plugins: [...browser, alone],
  },
  {
    input: { doctor: 'src/config/doctor.ts' },
    output: { dir: 'dist', format: 'es', sourcemap: true, ...chunkNames },
    plugins: [...browser, alone],
  },
  {
    input: 'src/embed.ts',
    output: { file: 'dist/hotline.js', format: 'iife', sourcemap: true },
    plugins: [namedChunks, ...browser, alone, utf8Mark],
  },
  {
    input: { index: 'src/index.ts', define: 'src/define-all.ts' },
    external: /^(lit|valibot|uqr)($|\/)/,
    output: {
      dir: 'dist/npm',
      format: 'es',
      sourcemap: true,
      chunkFileNames: 'chunks/[name]-[hash].js',
    },
    plugins: [typescript, resolve()],
  },
  {
    input: 'desk/src/main.ts',
    external: (id) => !/^[./]/.test(id),
    output: {
      dir: 'desk/dist',
      format: 'es',
      sourcemap: true,
      entryFileNames: 'main.js',
      banner: '#!/usr/bin/env node',
    },
    plugins: [
      emptyDist('desk/dist'),
      esbuild({ target: 'node20', tsconfig: 'tsconfig.json' }),
      resolve(),
    ],
  },
  {
    // After the desk, which empties the folder of both.
    input: { console: 'desk/console/main.ts' },
    output: {
      dir: 'desk/dist/console',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name]-[hash].js',
    },
    plugins: [production, ...browser, small(true), consolePage],
  },
];
