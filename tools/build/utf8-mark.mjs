/**
 * Starts every chunk with a byte order mark, so that pages in GBK read the script as UTF-8. Modules
 * need none: they are always UTF-8. A mark in Rollup's `banner` would be dropped by terser.
 */
export const utf8Mark = () => ({
  name: 'utf8-mark',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = `\uFEFF${file.code}`;
  },
});
