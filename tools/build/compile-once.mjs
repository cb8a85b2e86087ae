import typescript from '@rollup/plugin-typescript';

/**
 * The TypeScript plugin for several builds of the same sources in one run of Rollup. It compiles
 * for the first build and reuses the result for the others. Types are checked by `npm run types`.
 */
export function compileOnce(options) {
  const plugin = typescript(options);
  let builds = 0;
  return {
    ...plugin,
    buildStart(rollupOptions) {
      builds += 1;
      return builds === 1 ? plugin.buildStart.call(this, rollupOptions) : undefined;
    },
    buildEnd(error) {
      return builds === 1 ? plugin.buildEnd.call(this, error) : undefined;
    },
  };
}
