// Runs test files in one process. Usage: node --import tsx tools/run-node-tests.mjs FILES
import { describeFiles } from './describe-files.mjs';

describeFiles(process.argv.slice(2));
