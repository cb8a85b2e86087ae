// Which runner runs which test files, as globs from the root. Every test file belongs to exactly
// one.

/** @param {string[]} folders */
const inFolders = (folders) => folders.map((folder) => `test/${folder}/**/*.test.ts`);

/** In Chromium, once in each of `ZONES`: rules that must not depend on the device's time zone. */
export const CORE_TESTS = inFolders(['core', 'config']);

/** In Chromium, each file in a page of its own: whole elements. */
export const WIDGET_TESTS = [
  ...inFolders(['launcher', 'components']),
  ...['audit', 'deliveries', 'find', 'queue', 'shell', 'sign-in', 'team', 'ticket', 'wall'].map(
    (screen) => `desk/console/${screen}/**/*.test.ts`,
  ),
];

/** In Chromium, all in one page: what elements are made of. */
export const LOGIC_TESTS = [
  ...inFolders([
    'page',
    'controllers',
    'stores',
    'desk-client',
    'device',
    'i18n',
    'events',
    'styles',
  ]),
  ...['connection', 'i18n', 'parts'].map((folder) => `desk/console/${folder}/**/*.test.ts`),
];

/** In Node, by step. */
export const NODE_TESTS = {
  tree: ['test/*.test.ts', ...inFolders(['tools'])],
  desk: [
    '',
    ...[
      'auth',
      'cli',
      'config',
      'deliver',
      'domain',
      'http',
      'jobs',
      'lines',
      'routes',
      'store',
      'wire',
    ].map((folder) => `${folder}/**/`),
  ].map((folder) => `desk/test/${folder}*.test.ts`),
  e2e: inFolders(['embed']),
};

/** Tests that need a database file, which `npm run test:postgres` leaves out. */
export const FILE_ONLY = ['store/file', 'store/full-disk', 'process', 'store/backup'].map(
  (name) => `desk/test/${name}.test.ts`,
);

/**
 * In Node, only by `npm run test:postgres`: PostgreSQL itself, and several desks on one database.
 */
export const POSTGRES_TESTS = ['desk/test/postgres/**/*.test.ts'];

/** No summer time; an hour of it; half an hour of it, in the southern hemisphere. */
export const ZONES = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'];
