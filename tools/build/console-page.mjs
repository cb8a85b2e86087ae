import { readFile } from 'node:fs/promises';

/** Writes the console's page, with the built script instead of `./main.ts`. */
export const consolePage = (file) => ({
  name: 'console-page',
  async generateBundle(_, bundle) {
    const script = Object.values(bundle).find(({ type, isEntry }) => type === 'chunk' && isEntry);
    const page = await readFile(file, 'utf8');
    this.emitFile({
      type: 'asset',
      fileName: 'index.html',
      source: page.replace('./main.ts', `/console/assets/${script.fileName}`),
    });
  },
});
