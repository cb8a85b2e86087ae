import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const TESTS = [
  'test/**/*.ts',
  'desk/test/**/*.ts',
  'desk/console/test-support/*.ts',
  '**/*.test.ts',
];

const noFocusedOrSkipped = [
  {
    selector:
      'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(only|skip|todo)$/]',
    message: 'Every test runs, always.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xdescribe|fit|fdescribe)$/]',
    message: 'Every test runs, always.',
  },
  {
    selector:
      'CallExpression[callee.name=/^(it|test|describe)$/] > ObjectExpression > Property[key.name=/^(only|skip|todo)$/]',
    message: 'Every test runs, always.',
  },
];

const noDefine = {
  selector:
    'CallExpression[callee.property.name="define"][callee.object.name="customElements"], CallExpression[callee.property.name="define"][callee.object.property.name="customElements"]',
  message:
    "Elements are defined in src/elements.ts, src/launcher and the console's elements.ts, guarded against a second copy on the page.",
};
const noElementDecorator = {
  selector: 'Decorator > CallExpression[callee.name="customElement"]',
  message: noDefine.message,
};

/** Side effects that are reached through a global which is otherwise allowed. */
const noImpureCalls = (message) =>
  [
    'MemberExpression[object.name="Date"][property.name="now"]',
    'NewExpression[callee.name="Date"][arguments.length=0]',
    'CallExpression[callee.name="Date"]',
    'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    'MemberExpression[object.name="navigator"][property.name="onLine"]',
    'MemberExpression[object.name="AbortSignal"][property.name="timeout"]',
  ].map((selector) => ({ selector, message }));
/** Globals that are side effects, or lead to them. */
const IMPURE = [
  'globalThis',
  'self',
  'fetch',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'XMLHttpRequest',
  'EventSource',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'queueMicrotask',
  'requestAnimationFrame',
  'window',
  'document',
  'navigator',
  'location',
  'process',
  'performance',
  'crypto',
];

const syntax = (...bans) => ({ 'no-restricted-syntax': ['error', ...bans] });

/** Bans side effects, except through the `allowed` globals. */
const pure = (message, allowed = []) => ({
  'no-restricted-globals': [
    'error',
    ...IMPURE.filter((name) => !allowed.includes(name)).map((name) => ({ name, message })),
  ],
  ...syntax(...noFocusedOrSkipped, noDefine, noElementDecorator, ...noImpureCalls(message)),
});
const FROM_EFFECTS = 'Side effects come in through Effects (src/stores/effects.ts).';

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', 'demo/data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: './tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-misused-spread': [
        'error',
        { allow: [{ from: 'lib', name: 'string' }] },
      ],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      // Old browsers lack what the types promise, and need what newer ones deprecate.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      // Used on purpose: arrow functions that only call, records as maps, methods without `this`.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    extends: [tseslint.configs.strict],
  },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      ...syntax(...noFocusedOrSkipped, noDefine, noElementDecorator),
    },
  },
  {
    files: ['src/**/*.ts', 'desk/console/**/*.ts', 'test/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    settings: { litHtmlSources: true },
    rules: { ...litA11y.configs.recommended.rules },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: pure('core is pure: side effects, the time and chance are arguments.'),
  },
  {
    files: ['src/stores/**/*.ts', 'src/desk-client/**/*.ts'],
    rules: pure(FROM_EFFECTS),
  },
  {
    files: ['src/device/**/*.ts'],
    // Copying needs both.
    rules: pure(FROM_EFFECTS, ['navigator', 'document']),
  },
  {
    files: ['src/elements.ts', 'src/launcher/**/*.ts', 'desk/console/elements.ts'],
    rules: {
      'wc/guard-define-call': 'error',
      ...syntax(...noFocusedOrSkipped, noElementDecorator),
    },
  },
  {
    // The elements that the benchmark compares with.
    files: ['tools/bench/page/*.js'],
    rules: syntax(...noFocusedOrSkipped),
  },
  {
    files: TESTS,
    rules: {
      // Tests define their own elements, and know what their fixtures contain.
      ...syntax(...noFocusedOrSkipped),
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `expect(x).to.be.true` is an assertion.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            // node:test awaits its own promises. A plugin of @open-wc/testing types chai's `equal`
            // as a promise, which it is not.
            { from: 'package', name: ['it', 'test', 'describe', 'suite'], package: 'node:test' },
            { from: 'package', name: 'Equal', package: '@types/chai' },
            { from: 'package', name: 'Equal', package: '@open-wc/semantic-dom-diff' },
          ],
        },
      ],
    },
  },
);
