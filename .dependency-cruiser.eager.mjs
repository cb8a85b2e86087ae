import { options } from './.dependency-cruiser.mjs';

/**
 * Every visitor downloads `src/embed.ts` and what it imports, so none of that may come from a
 * package. This needs a run of its own: without imports that TypeScript erases and without
 * `import()`, neither of which costs a visitor anything.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'the launcher loads no package',
      severity: 'error',
      from: { path: '^src/embed[.]ts$' },
      to: { reachable: true, path: 'node_modules' },
    },
  ],
  options: {
    ...options,
    exclude: { path: '/dist/', dynamic: true },
    tsPreCompilationDeps: false,
  },
};
