/**
 * Starts every chunk with a byte order mark. A page in GBK reads a script without a charset as GBK; the mark says that
 * it is UTF-8. Modules need none: they are always UTF-8. Terser drops a mark that comes as a banner.
 */
export const utf8Mark = () => ({
  name: 'utf8-mark',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = `\uFEFF${file.code}`;
  },
});
