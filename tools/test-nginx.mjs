// `npm run test:nginx`: a desk behind an nginx that is configured as docs/operate.md shows. Needs no
// build.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesUnder, matches } from './files.mjs';
import { prepareNginx } from './nginx.mjs';
import { nodeStep } from './node-step.mjs';
import { printStep } from './print-step.mjs';
import { endSteps, runStep } from './step.mjs';
import { NGINX_TESTS } from './suites.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const results = mkdtempSync(join(tmpdir(), 'hotline-test-'));

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    endSteps();
    process.exit(130);
  });
process.once('exit', () => rmSync(results, { recursive: true, force: true }));
try {
  prepareNginx();
  const files = filesUnder(root, ['desk']).filter((file) =>
    NGINX_TESTS.some((glob) => matches(file, glob)),
  );
  const step = nodeStep('nginx', files, join(results, 'nginx.json'));
  const outcome = await runStep(step);
  printStep(step, outcome);
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  process.exitCode = outcome.failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
