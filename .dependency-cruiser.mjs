/**
 * The order of imports. Each folder may import only what its row lists. `npm run lint` checks this,
 * and finds import cycles and files that nothing imports.
 *
 * `may`: folders it may import. `lazily`: only through `import()`. `types`: only types, which the
 * build drops. `packages`: npm packages it may import; absent means any.
 */
const LIT = ['lit', '@lit/reactive-element'];
const LEAVES = ['src/events', 'src/i18n', 'src/styles'];
const RULES = ['src/core', 'src/contract'];
const STORES = ['src/stores', 'src/desk-client', 'src/device', ...RULES];

const FOLDERS = {
  'src/contract': { may: [], packages: ['valibot'] },
  'src/core': { may: ['src/contract'], packages: [] },
  'src/config': {
    may: [...RULES, 'src/styles'],
    types: ['src/stores'],
    packages: ['valibot', '@valibot/to-json-schema'],
  },
  'src/device': { may: RULES, packages: ['@noble/hashes'] },
  'src/desk-client': { may: RULES, packages: [] },
  'src/stores': { may: ['src/desk-client', 'src/device', ...RULES], packages: [] },
  'src/controllers': { may: [...STORES, ...LEAVES], packages: LIT },
  'src/page': { may: [...STORES, 'src/styles'], lazily: ['src/config'], packages: [] },
  'src/components': {
    // The table of elements loads components only by import(), so there is no cycle at the start.
    may: ['src/elements[.]ts$', 'src/controllers', 'src/page', ...STORES, ...LEAVES],
    packages: [...LIT, 'uqr'],
  },
  'src/elements[.]ts$': { may: [], lazily: ['src/components'], packages: [] },
  'src/define[^/]*[.]ts$': {
    may: ['src/elements[.]ts$', 'src/launcher', 'src/host-page', 'src/components', 'src/device'],
    packages: [],
  },
  // Loaded by every visitor after the launcher.
  'src/host-page': {
    may: [
      'src/config/nearest[.]ts$',
      'src/page/context[.]ts$',
      'src/device/kept[.]ts$',
      ...RULES,
      ...LEAVES,
    ],
    types: ['src/stores'],
    packages: [],
  },
  'src/launcher': {
    may: ['src/page', ...STORES, ...LEAVES],
    lazily: ['src/define-panel[.]ts$', 'src/components', 'src/config', 'src/host-page'],
    packages: [],
  },
  'src/embed[.]ts$': { may: ['src/launcher'], packages: [] },
  'src/index[.]ts$': { may: ['src/'], packages: [] },
  'src/events': { may: [], types: ['src/contract', 'src/core'], packages: [] },
  'src/i18n': { may: ['src/core/time[.]ts$'], types: ['src/contract'], packages: [] },
  'src/styles': { may: [], types: ['src/contract'], packages: LIT },

  'desk/wire': { may: RULES, packages: ['valibot'] },
  'desk/console': {
    may: [
      'desk/wire',
      ...RULES,
      'src/styles',
      'src/i18n',
      'src/components/parts/icons[.]ts$',
      'src/device/copy[.]ts$',
    ],
    packages: [...LIT, '@tanstack/lit-virtual', 'valibot'],
  },
  'desk/src/domain': {
    may: ['desk/wire', ...RULES],
    packages: [],
  },
  'desk/src/store': { may: ['desk/src/domain', 'desk/src/auth', 'desk/wire', ...RULES] },
  // The page for the member's phone says what the widget says.
  'desk/src/routes/handoff': { may: ['desk/src', 'src/i18n', ...RULES] },
  'desk/src/routes': { may: ['desk/src', 'desk/wire', 'src/config/json-schema', ...RULES] },
  'desk/src': { may: ['desk/src', 'desk/wire', 'src/config/check-config', ...RULES] },
  // Both run what is built, never the sources.
  demo: { may: [] },
  'test/embed': { may: ['demo', 'tools'] },
  'test/size': { may: ['tools'] },
};

const from = (folder) => (folder.endsWith('$') ? `^${folder}` : `^${folder}/`);
/** Imports that TypeScript erases. */
const ERASED = ['type-only', 'type-import'];
const OURS = '^(src|desk|demo|test|tools)/';
/** Tests, other than those of what is built, may import anything. */
const TESTS = '[.]test[.]ts$|^(desk/)?test/|/test-support/';

const folderRules = Object.entries(FOLDERS).flatMap(
  ([folder, { may, lazily = [], types = [], packages }]) => {
    const inner = Object.keys(FOLDERS).filter((other) => other.startsWith(`${folder}/`));
    const tests = folder.startsWith('test/') ? [] : [TESTS];
    const own = { path: from(folder), pathNot: [...inner.map(from), ...tests] };
    const toward = (folders) => [folder, ...folders].map((name) => `^${name}`);
    const name = folder.replace(/\[[^\]]*\][*]?|[$]/g, '');
    const rules = [
      {
        name: `${name} imports only what its row allows`,
        severity: 'error',
        from: own,
        to: { path: OURS, pathNot: toward([...may, ...lazily, ...types]) },
      },
    ];
    if (lazily.length > 0)
      rules.push({
        name: `${name} loads these only by import()`,
        severity: 'error',
        from: own,
        to: {
          path: toward(lazily).slice(1),
          dynamic: false,
          dependencyTypesNot: ERASED,
        },
      });
    if (types.length > 0)
      rules.push({
        name: `${name} takes only types of these`,
        severity: 'error',
        from: own,
        to: { path: toward(types).slice(1), dependencyTypesNot: ERASED },
      });
    if (packages)
      rules.push({
        name: `${name} imports only its packages`,
        severity: 'error',
        from: own,
        to: {
          dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'],
          dependencyTypesNot: ERASED,
          ...(packages.length > 0 && { pathNot: packages.map((name) => `node_modules/${name}/`) }),
        },
      });
    return rules;
  },
);

/** Where the bundles start, and what the build runs. */
const ENTRIES =
  '^(src/(embed|index|define|config/json-schema)|desk/src/main|desk/src/pictures/shrink-process|desk/console/main)[.]ts$';

export const options = {
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '/dist/' },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...folderRules,
    {
      name: 'every folder has a row',
      severity: 'error',
      from: { path: '^(src|desk)/.*[.]ts$', pathNot: [TESTS, ...Object.keys(FOLDERS).map(from)] },
      to: {},
    },
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      // The table of elements loads components only by import(), long after the first module ran.
      to: { circular: true, viaOnly: { pathNot: '^src/elements[.]ts$' } },
    },
    {
      name: 'no file that nothing loads',
      severity: 'error',
      from: { path: ENTRIES },
      to: {
        reachable: false,
        path: '^(src|desk/(src|wire|console))/.*[.]ts$',
        pathNot: [TESTS, ENTRIES, '[.]d[.]ts$'],
      },
    },
    { name: 'everything resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options,
};
