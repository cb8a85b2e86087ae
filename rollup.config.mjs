import { rm } from 'node:fs/promises';
import resolve from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';
import { compileOnce } from './tools/build/compile-once.mjs';
import { compressed } from './tools/build/compressed.mjs';
import { configSchema } from './tools/build/config-schema.mjs';
import { consolePage } from './tools/build/console-page.mjs';
import { launcherWords } from './tools/build/launcher-words.mjs';
import { minifyChunks, minifyFile, minifyVariables } from './tools/build/minify.mjs';
import { namedChunks } from './tools/build/named-chunks.mjs';
import { ownNatives } from './tools/build/own-natives.mjs';
import { quietLit } from './tools/build/quiet-lit.mjs';
import { retryImports } from './tools/build/retry-imports.mjs';
import { smallTemplates } from './tools/build/small-templates.mjs';
import { sourceHash } from './tools/build/source-hash.mjs';
import { utf8Mark } from './tools/build/utf8-mark.mjs';

for (const folder of ['dist', 'desk/dist']) await rm(folder, { recursive: true, force: true });

const widget = (compilerOptions) =>
  compileOnce({
    tsconfig: 'src/tsconfig.build.json',
    compilerOptions: { sourceMap: true, ...compilerOptions },
  });
/** For packages: Lit is published as ES2021. */
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
/** Source maps lie beside the files that browsers download; these spend no bytes on naming them. */
const SOURCE_MAPS = 'hidden';
const chunks = {
  dir: 'dist',
  format: 'es',
  sourcemap: SOURCE_MAPS,
  entryFileNames: `[name]-${hash}.js`,
  chunkFileNames: `[name]-${hash}.js`,
};
/** Refers to a file of another build by the name that it has there. */
const apart = (source, name) => ({
  external: (id) => id.endsWith(`/${source}.ts`),
  paths: (id) => (id.endsWith(`/${source}.ts`) ? `./${name}-${hash}.js` : id),
});
const withoutLauncher = apart('without-launcher', 'without-launcher');
const resolver = apart('resolve-config', 'resolve');
const report = apart('config-report', 'config-report');
const puzzles = apart('puzzles', 'puzzles');

/**
 * Packages that the desk's build contains. Each consists of many modules, and to find and open those
 * takes Node most of the time in which the desk starts.
 */
const BUNDLED = /^(@hono\/node-server|@valibot\/to-json-schema|hono|jose|kysely|valibot)(\/|$)/;

export default [
  {
    input: { panel: 'src/define-panel.ts' },
    preserveEntrySignatures: 'allow-extension',
    external: (id) => withoutLauncher.external(id) || puzzles.external(id),
    output: {
      ...chunks,
      freeze: false,
      paths: (id) => (puzzles.external(id) ? puzzles.paths(id) : withoutLauncher.paths(id)),
      // Code that the form shares with later files is part of the form's file.
      manualChunks: {
        panel: ['src/define-panel.ts', 'src/components/secret-hint/field-hint.ts'],
        editors: [
          'src/components/checklist/item-editor.ts',
          'src/components/checklist/brief.ts',
          'src/components/parts/order-choice.ts',
        ],
        care: ['src/components/care/enlarge.ts', 'src/components/care/care-bar.ts'],
        callback: ['src/components/callback/callback.ts'],
        pictures: ['src/components/pictures/pictures.ts'],
        ticket: ['src/components/ticket/ticket.ts', 'src/components/ticket/ticket-card.ts'],
      },
    },
    plugins: [...inBrowser, ownNatives(), retryImports(), minifyChunks(), configSchema()],
  },
  {
    // Most pages do not load this file, because they have the launcher. So it shares no code with
    // the panel.
    input: { 'without-launcher': 'src/page/without-launcher.ts' },
    external: resolver.external,
    output: { ...chunks, paths: resolver.paths },
    plugins: [...inBrowser, minifyFile()],
  },
  {
    // A worker loads it too, and has no page: it shares no code with the panel.
    input: { puzzles: 'src/device/puzzles.ts' },
    output: chunks,
    plugins: [...inBrowser, minifyFile()],
  },
  {
    // The config report shares no chunk with the resolver: members download only the resolver, and
    // the report is fetched only for a config that is not valid, or on localhost.
    input: { resolve: 'src/config/resolve-config.ts' },
    external: report.external,
    output: { ...chunks, paths: report.paths },
    plugins: [...inBrowser, ownNatives(), minifyFile()],
  },
  {
    // Every visitor loads it, after the launcher: it shares no chunk with the panel. What moving the
    // pill needs of it, it exports.
    input: { 'host-page': 'src/host-page/attend.ts' },
    preserveEntrySignatures: 'allow-extension',
    output: chunks,
    plugins: [...inBrowser, minifyFile()],
  },
  {
    input: { 'config-report': 'src/config/config-report.ts' },
    output: chunks,
    plugins: [...inBrowser, ownNatives(), minifyFile()],
  },
  {
    input: 'src/embed.ts',
    output: {
      file: 'dist/hotline.js',
      format: 'iife',
      sourcemap: SOURCE_MAPS,
      generatedCode: { arrowFunctions: true },
    },
    plugins: [namedChunks(hash), ...inBrowser, minifyFile(), utf8Mark()],
  },
  {
    input: { index: 'src/index.ts', define: 'src/define.ts' },
    external: /^(@noble\/hashes|lit|valibot|uqr)($|\/)/,
    output: {
      dir: 'dist/npm',
      format: 'es',
      sourcemap: true,
      chunkFileNames: 'chunks/[name]-[hash].js',
    },
    plugins: [widget({ declaration: true, declarationDir: 'dist/npm/types' }), resolve()],
  },
  {
    // The process that draws screenshots is a program of its own.
    input: { main: 'desk/src/main.ts', 'shrink-process': 'desk/src/pictures/shrink-process.ts' },
    external: (id) => !/^[./]/.test(id) && !BUNDLED.test(id),
    onLog: (level, log, report) =>
      // Kysely's modules import each other in circles.
      log.code === 'CIRCULAR_DEPENDENCY' && log.ids.every((id) => id.includes('/node_modules/'))
        ? undefined
        : report(level, log),
    output: {
      dir: 'desk/dist',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      banner: ({ name, isEntry }) => (isEntry && name === 'main' ? '#!/usr/bin/env node' : ''),
    },
    plugins: [
      esbuild({ target: 'node20', tsconfig: 'tsconfig.json' }),
      resolve({ exportConditions: ['node'], preferBuiltins: true }),
    ],
  },
  {
    input: { console: 'desk/console/main.ts' },
    output: {
      dir: 'desk/dist/console',
      format: 'es',
      sourcemap: SOURCE_MAPS,
      entryFileNames: '[name]-[hash].js',
    },
    plugins: [
      quietLit(),
      smallTemplates(),
      esbuild({
        target: 'es2020',
        tsconfig: 'tsconfig.json',
        exclude: /\0/,
        // Packages that are written for bundlers read it.
        define: { 'process.env.NODE_ENV': '"production"' },
      }),
      resolve(),
      minifyVariables(),
      consolePage('desk/console/index.html'),
      compressed(),
    ],
  },
];
