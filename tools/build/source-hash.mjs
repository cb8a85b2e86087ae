import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

const filesIn = async (folder) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);

/**
 * A hash of six characters over all files in these folders, and over these files. All chunks of the
 * script-tag build have it in their names, so that the launcher needs it only once.
 */
export async function sourceHash({ folders, files }) {
  const hash = createHash('sha256');
  const all = [...files, ...(await Promise.all(folders.map(filesIn))).flat()];
  for (const file of all.sort()) hash.update(file).update(await readFile(file));
  return hash.digest('base64url').slice(0, 6);
}
