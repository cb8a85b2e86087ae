import { describe } from 'node:test';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs test files one after the other in this process, each in a `describe` with its name. `node
 * --test` starts a process for each file, which takes longer than most files.
 * @param {string[]} files paths from the working directory
 */
export function describeFiles(files) {
  for (const file of files)
    describe(file, async () => {
      await import(pathToFileURL(resolve(file)).href);
    });
}
