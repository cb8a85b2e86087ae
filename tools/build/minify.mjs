import terser from '@rollup/plugin-terser';

/** Options of all builds for browsers. */
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

/**
 * Private members of this project start with an underscore and a letter, those of Lit with `_$`.
 */
const PRIVATE = /^_[a-z$]/;

/** Minifies a build of a single file. Private members get the shortest free names. */
export const minifyFile = () => terser({ ...SHARED, mangle: { properties: { regex: PRIVATE } } });

/**
 * Minifies a build of several chunks. A class in one chunk may extend a class in another, so a
 * shared name cache gives a private member the same short name in all of them. The underscore
 * stays, because a name that is free in one chunk may be used in another.
 */
export const minifyChunks = () =>
  terser({
    ...SHARED,
    nameCache: {},
    mangle: {
      // Variables are shortened in each chunk by itself.
      cache: { props: new Map() },
      properties: { regex: PRIVATE, nth_identifier: { get: (n) => `_${n.toString(36)}` } },
    },
  });

/** Minifies a build whose private members keep their names. */
export const minifyVariables = () => terser({ ...SHARED, mangle: true });
