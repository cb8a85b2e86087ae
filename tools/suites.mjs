// Which runner runs which test files, as globs from the root. Every test file belongs to exactly
// one.

/** @param {string[]} folders */
const inFolders = (folders) => folders.map((folder) => `test/${folder}/**/*.test.ts`);

/** Rules in which no clock occurs, so that one time zone is enough. */
export const CLOCKLESS_TESTS = [
  ...[
    'checklist',
    'json-pointer',
    'order-number',
    'phone',
    'phone-abroad',
    'stringify',
    'text',
    'first-phone',
    'recent-orders',
    'secrets',
    'own-number',
    'picture-size',
    'redaction',
  ].map((name) => `test/core/${name}.test.ts`),
  'test/config/nearest.test.ts',
];

/** In Chromium, once in each of `ZONES`: rules that must not depend on the device's time zone. */
export const ZONE_TESTS = [
  ...['deadline', 'hours', 'hours-status', 'resolve', 'retry-after', 'time', 'time-zone', 'zone'],
  ...['phone-ranges', 'ticket-number', 'ticket-status'],
]
  .map((name) => `test/core/${name}.test.ts`)
  .concat(['check-config', 'json-schema'].map((name) => `test/config/${name}.test.ts`));

/** In Chromium, each file in a page of its own: what concerns the whole page. */
export const PAGE_TESTS = inFolders(['launcher', 'host-page']);

const SCREENS =
  'alerts audit call deliveries figures find queue shell sign-in team ticket wall'.split(' ');

/**
 * In Chromium, by the page in which they run one after the other: the widget's elements, the
 * console's screens, and what both are made of.
 */
export const SHARED_PAGES = {
  'test/pages/components.js': inFolders(['components']),
  'test/pages/console.js': SCREENS.map((screen) => `desk/console/${screen}/**/*.test.ts`),
  'test/pages/logic.js': [
    ...CLOCKLESS_TESTS,
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
  ],
};

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
      'pictures',
      'routes',
      'store',
      'wire',
    ].map((folder) => `${folder}/**/`),
  ].map((folder) => `desk/test/${folder}*.test.ts`),
  e2e: inFolders(['embed']),
};

/** Tests that need a database file, which `npm run test:postgres` leaves out. */
export const FILE_ONLY = [
  'store/file',
  'store/full-disk',
  'store/together',
  'process',
  'store/backup',
].map((name) => `desk/test/${name}.test.ts`);

/**
 * In Node, only by `npm run test:postgres`: PostgreSQL itself, and several desks on one database.
 */
export const POSTGRES_TESTS = ['desk/test/postgres/**/*.test.ts'];

/** In Node, only by `npm run test:nginx`: a desk behind nginx. */
export const NGINX_TESTS = ['desk/test/nginx/**/*.test.ts'];

/** No summer time; an hour of it; half an hour of it, in the southern hemisphere. */
export const ZONES = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'];
