import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

const filesIn = async (folder) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);

/**
 * Six characters that change when a file of these folders, or one of these files, does. All chunks of the script-tag
 * build carry the same ones in their names, so that the launcher holds them once.
 */
export async function sourceHash({ folders, files }) {
  const hash = createHash('sha256');
  const all = [...files, ...(await Promise.all(folders.map(filesIn))).flat()];
  for (const file of all.sort()) hash.update(file).update(await readFile(file));
  return hash.digest('base64url').slice(0, 6);
}
