import terser from '@rollup/plugin-terser';

/** What all builds for browsers have in common. */
const SHARED = {
  ecma: 2020,
  module: true,
  compress: {
    passes: 4,
    pure_getters: true,
    unsafe: true,
    unsafe_arrows: true,
    unsafe_methods: true,
    unsafe_symbols: true,
  },
  format: { comments: /@license|@preserve|^!/ },
};

/** The project's private members start with an underscore and a letter, those of Lit with `_$`. */
const PRIVATE = /^_[a-z]/;

/** Minifies a build of a single file, in which private members get the shortest names that are free. */
export const minifyFile = () => terser({ ...SHARED, mangle: { properties: { regex: PRIVATE } } });

/**
 * Minifies a build of several chunks. A class in one chunk may extend a class in another, so they share a name cache:
 * a private member has the same short name in all of them. The underscore stays, because a name that is free in one
 * chunk may be taken in another.
 */
export const minifyChunks = () =>
  terser({
    ...SHARED,
    nameCache: {},
    mangle: {
      // Variables are shortened chunk by chunk: what another chunk calls its own does not matter.
      cache: { props: new Map() },
      properties: { regex: PRIVATE, nth_identifier: { get: (n) => `_${n.toString(36)}` } },
    },
  });

/** Minifies a build whose private members keep their names. */
export const minifyVariables = () => terser({ ...SHARED, mangle: true });
