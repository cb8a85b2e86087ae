/** What the files of one layer may import. Layers are named; a file belongs to the first layer with a glob that matches. */
export interface Layer {
  readonly files: readonly string[];
  /** Layers that it may import in any way. */
  readonly may: readonly string[];
  /** Layers that it may only load by `import()`, or name as a type. */
  readonly lazily?: readonly string[];
  /** Layers of which it may only name types. */
  readonly types?: readonly string[];
  /** Packages that it may import; all where absent. Types may come from any. */
  readonly packages?: readonly string[];
}

const LIT = ['lit', 'lit/*'];
const LEAVES = ['events', 'i18n', 'styles'];
const WIDGET = [
  'embed',
  'launcher',
  'define',
  'components',
  'controllers',
  'io',
  'core',
  'contract',
  ...LEAVES,
  'index',
  'define all',
];
const SHARED = ['core', 'contract'];

export const LAYERS: Readonly<Record<string, Layer>> = {
  contract: { files: ['src/contract/**'], may: ['contract'], packages: ['valibot'] },
  core: { files: ['src/core/**'], may: ['core', 'contract'], packages: [] },
  io: { files: ['src/io/**'], may: ['io', 'core', 'contract'], packages: [] },
  controllers: {
    files: ['src/controllers/**'],
    may: ['controllers', 'io', 'core', 'contract', ...LEAVES],
    packages: LIT,
  },
  components: {
    files: ['src/components/**'],
    may: ['components', 'controllers', 'io', 'core', 'contract', ...LEAVES],
    lazily: ['define'],
    packages: [...LIT, 'uqr'],
  },
  'define all': { files: ['src/define-all.ts'], may: ['launcher', 'define'] },
  define: {
    files: ['src/define*.ts'],
    may: ['define', 'components', 'controllers', 'io', 'core', 'contract', ...LEAVES],
    packages: LIT,
  },
  launcher: {
    files: ['src/launcher/**'],
    may: ['launcher', 'io', 'core', 'contract', ...LEAVES],
    lazily: ['define', 'components', 'controllers'],
    packages: [],
  },
  embed: {
    files: ['src/embed.ts'],
    may: ['launcher', 'io', 'core', 'contract', ...LEAVES],
    lazily: ['define', 'components', 'controllers'],
    packages: [],
  },
  index: { files: ['src/index.ts'], may: WIDGET },
  events: { files: ['src/events/**'], may: ['events'], types: ['contract'], packages: [] },
  i18n: { files: ['src/i18n/**'], may: ['i18n'], types: ['contract'], packages: [] },
  styles: { files: ['src/styles/**'], may: ['styles'], types: ['contract'], packages: LIT },

  'desk domain': {
    files: ['desk/src/domain/**'],
    may: ['desk domain', ...SHARED],
    types: ['desk store', 'desk'],
  },
  'desk store': {
    files: ['desk/src/store/**'],
    may: ['desk store', 'desk domain', 'desk', ...SHARED],
  },
  'desk routes': {
    files: ['desk/src/routes/**'],
    may: ['desk routes', 'desk store', 'desk domain', 'desk', ...SHARED],
  },
  'desk console': {
    files: ['desk/src/console/**'],
    may: ['desk console', 'desk domain', ...SHARED, 'styles', 'i18n'],
    packages: ['lit', 'lit/**', '@tanstack/*'],
  },
  'desk app': {
    files: ['desk/src/app.ts'],
    may: ['desk routes', 'desk store', 'desk domain', 'desk', ...SHARED],
  },
  'desk main': {
    files: ['desk/src/main.ts', 'desk/src/serve.ts'],
    may: ['desk main', 'desk app', 'desk routes', 'desk store', 'desk domain', 'desk', ...SHARED],
  },
  desk: {
    files: ['desk/src/**'],
    may: ['desk', 'desk store', 'desk domain', ...SHARED],
    types: ['desk routes'],
  },
  'desk test': {
    files: ['desk/test/**'],
    may: [
      'desk test',
      'desk main',
      'desk app',
      'desk routes',
      'desk store',
      'desk domain',
      'desk console',
      'desk',
      ...SHARED,
    ],
  },

  demo: { files: ['demo/**'], may: ['demo'] },
  'end-to-end test': {
    files: ['test/embed/**', 'test/size/**'],
    may: ['end-to-end test', 'test tools', 'demo'],
  },
  'test of the documents': { files: ['test/docs.test.ts'], may: ['test tools', 'desk', ...SHARED] },
  'test tools': { files: ['test/tools/**', 'test/*'], may: ['test tools'] },
  'test of the console': {
    files: ['test/console/**'],
    may: [
      'test of the console',
      'desk console',
      'desk domain',
      'test',
      'test tools',
      'styles',
      'i18n',
      ...SHARED,
    ],
  },
  test: { files: ['test/**'], may: ['test', 'test tools', ...WIDGET] },
};

/** Imports against the order, each with its reason. One that no file needs any more fails the check too. */
export const EXCEPTIONS: readonly {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}[] = [
  {
    from: 'src/contract/check-config.ts',
    to: 'src/core/*',
    why: 'a config is only right if its numbers and patterns are',
  },
  {
    from: 'desk/src/console/icons.ts',
    to: 'src/components/icons.ts',
    why: 'widget and console have one set of icons',
  },
  {
    from: 'desk/src/console/copy.ts',
    to: 'src/io/copy.ts',
    why: 'plain HTTP has no clipboard for agents either',
  },
  {
    from: 'src/contract/json-schema.ts',
    to: '@valibot/to-json-schema',
    why: 'the build and the desk publish the schemas; no visitor loads it',
  },
];
