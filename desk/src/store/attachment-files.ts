import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError, whyOf } from './store-error.ts';

/** The bytes of screenshots outside of the database, whose rows say which there are. */
export interface AttachmentFiles {
  /** Resolves when the file is on the disk. */
  write(id: string, data: Uint8Array): Promise<void>;
  /** Undefined when it is not there. */
  read(id: string): Promise<Uint8Array | undefined>;
  /** Ignores those that are not there. */
  remove(ids: readonly string[]): Promise<void>;
  /** All files, also unfinished ones, and how long ago they were written, ms. */
  list(): Promise<{ id: string; age: number }[]>;
}

/** Files of the desk, finished or not: it never touches others. */
const OWN = /^[\w-]{22}(?:\.[\da-f]{8}\.part)?$/;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Screenshots as files in a folder, which is made if it is missing.
 * @throws {StoreError} when the desk may not write there
 */
export function attachmentFolder(folder: string): AttachmentFiles {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StoreError(
      `DESK_ATTACHMENTS: cannot write to the folder ${folder} (${whyOf(error)}).`,
    );
  }
  const pathOf = (name: string): string => join(folder, name);
  const remove = async (names: readonly string[]): Promise<void> => {
    for (const name of names) await rm(pathOf(name), { force: true });
  };
  return {
    async write(id, data) {
      const unfinished = `${id}.${randomBytes(4).toString('hex')}.part`;
      try {
        const handle = await open(pathOf(unfinished), 'wx', 0o600);
        try {
          await handle.writeFile(data);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(pathOf(unfinished), pathOf(id));
        await sync(folder);
      } catch (error) {
        await remove([unfinished]);
        throw error;
      }
    },

    async read(id) {
      try {
        return await readFile(pathOf(id));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    remove,

    async list() {
      const found: { id: string; age: number }[] = [];
      for (const name of (await readdir(folder)).filter((one) => OWN.test(one))) {
        try {
          found.push({ id: name, age: Date.now() - (await stat(pathOf(name))).mtimeMs });
        } catch (error) {
          if (!isMissing(error)) throw error;
        }
      }
      return found;
    },
  };
}
