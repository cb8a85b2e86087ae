/** Which runner takes which test files; globs from the top of the repository. Every test file belongs to exactly one. */

const inFolders = (folders) => folders.map((folder) => `test/${folder}/**/*.test.ts`);

/** In Chromium, once in each of `ZONES`: rules that must not depend on the clock of the device. */
export const CORE_TESTS = inFolders(['core', 'config']);

/** In Chromium. */
export const WIDGET_TESTS = inFolders([
  'launcher',
  'page',
  'components',
  'controllers',
  'stores',
  'desk-client',
  'device',
  'i18n',
  'events',
  'styles',
]).concat('desk/console/**/*.test.ts');

/** In Node, by folder of the step. */
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

/** Of the desk's, what `npm run test:postgres` leaves out: they are about a database file. */
export const FILE_ONLY = ['store/file', 'process', 'store/backup'].map(
  (name) => `desk/test/${name}.test.ts`,
);

/** In Node, by `npm run test:postgres`, besides the desk's: what there is to a server of its own, and to several desks over one. */
export const POSTGRES_TESTS = ['desk/test/postgres/**/*.test.ts'];

/** Shanghai has no summer time; New York moves by an hour; Lord Howe by half of one, on the other half of the globe. */
export const ZONES = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'];
