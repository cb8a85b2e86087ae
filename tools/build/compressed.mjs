import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Writes `x.js.br` and `x.js.gz` beside each script, so that a server compresses nothing while it
 * answers.
 */
export const compressed = () => ({
  name: 'compressed',
  async writeBundle({ dir }, bundle) {
    for (const { type, fileName } of Object.values(bundle)) {
      if (type !== 'chunk') continue;
      const path = join(dir, fileName);
      const bytes = await readFile(path);
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      await writeFile(`${path}.br`, brotliCompressSync(bytes, { params }));
      await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
});
