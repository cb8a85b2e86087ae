// Runs test files in one process, so that they share a browser and a desk.
// Usage: node --import tsx run-in-one-process.ts FILES
import { after, before, describe } from 'node:test';
import { describeFiles } from '../../../tools/describe-files.mjs';
import { TestSite } from './test-site.ts';

describe('The built files in real pages', () => {
  // Kept open until the last file has ended, even while no file uses it.
  before(() => TestSite.shared());
  after(() => TestSite.release());

  describeFiles(process.argv.slice(2));
});
