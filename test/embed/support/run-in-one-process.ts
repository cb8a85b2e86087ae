// Usage: node --import tsx run-in-one-process.ts FILES
// Runs test files one after the other in this process, so that they share a browser and a desk.
// With `node --test` each file has its own process, browser and desk.
import { after, before, describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import { TestSite } from './test-site.ts';

describe('The built files in real pages', () => {
  // Kept open until the last file has ended, even while no file uses it.
  before(() => TestSite.shared());
  after(() => TestSite.release());

  for (const file of process.argv.slice(2))
    describe(file, async () => {
      await import(pathToFileURL(file).href);
    });
});
