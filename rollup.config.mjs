import { rm } from 'node:fs/promises';
import resolve from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';
import { compileOnce } from './tools/build/compile-once.mjs';
import { configSchema } from './tools/build/config-schema.mjs';
import { consolePage } from './tools/build/console-page.mjs';
import { launcherWords } from './tools/build/launcher-words.mjs';
import { minifyChunks, minifyFile, minifyVariables } from './tools/build/minify.mjs';
import { namedChunks } from './tools/build/named-chunks.mjs';
import { quietLit } from './tools/build/quiet-lit.mjs';
import { smallTemplates } from './tools/build/small-templates.mjs';
import { sourceHash } from './tools/build/source-hash.mjs';
import { utf8Mark } from './tools/build/utf8-mark.mjs';

for (const folder of ['dist', 'desk/dist']) await rm(folder, { recursive: true, force: true });

const widget = (compilerOptions) =>
  compileOnce({
    tsconfig: 'src/tsconfig.build.json',
    compilerOptions: { sourceMap: true, ...compilerOptions },
  });
/** Packages, of which Lit is published as ES2021. */
const packages = esbuild({ target: 'es2020', include: /node_modules/, exclude: /\0/ });

const inBrowser = [
  quietLit(),
  await launcherWords(),
  widget({ removeComments: true }),
  smallTemplates(),
  packages,
  resolve(),
];

const hash = await sourceHash({
  folders: ['src', 'tools/build'],
  files: ['package-lock.json', 'rollup.config.mjs', 'tsconfig.json'],
});
const chunks = {
  dir: 'dist',
  format: 'es',
  sourcemap: true,
  entryFileNames: `[name]-${hash}.js`,
  chunkFileNames: ({ name }) =>
    `${name.replace('define-form', 'callback').replace('define-', '')}-${hash}.js`,
};

export default [
  {
    input: { panel: 'src/define.ts' },
    preserveEntrySignatures: 'allow-extension',
    output: { ...chunks, freeze: false },
    plugins: [...inBrowser, minifyChunks(), configSchema()],
  },
  {
    // The config report shares no chunk with the resolver: members download only the resolver, and
    // the report is fetched only for a config that is not valid, or on localhost.
    input: { resolve: 'src/launcher/resolve-config.ts' },
    external: (id) => id.endsWith('/config-report.ts'),
    output: {
      ...chunks,
      paths: (id) => (id.endsWith('/config-report.ts') ? `./config-report-${hash}.js` : id),
    },
    plugins: [...inBrowser, minifyFile()],
  },
  {
    input: { 'config-report': 'src/config/config-report.ts' },
    output: chunks,
    plugins: [...inBrowser, minifyFile()],
  },
  {
    input: 'src/embed.ts',
    output: { file: 'dist/hotline.js', format: 'iife', sourcemap: true },
    plugins: [namedChunks(hash), ...inBrowser, minifyFile(), utf8Mark()],
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
    plugins: [widget({ declaration: true, declarationDir: 'dist/npm/types' }), resolve()],
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
    plugins: [esbuild({ target: 'node20', tsconfig: 'tsconfig.json' }), resolve()],
  },
  {
    input: { console: 'desk/console/main.ts' },
    output: {
      dir: 'desk/dist/console',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name]-[hash].js',
    },
    plugins: [
      quietLit(),
      smallTemplates(),
      esbuild({
        target: 'es2020',
        tsconfig: 'tsconfig.json',
        exclude: /\0/,
        // Asked for by packages that are written for bundlers.
        define: { 'process.env.NODE_ENV': '"production"' },
      }),
      resolve(),
      minifyVariables(),
      consolePage('desk/console/index.html'),
    ],
  },
];
