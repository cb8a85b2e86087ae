import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { browserArgs, findTestBrowser } from './tools/browser.mjs';
import { filesUnder, matches } from './tools/files.mjs';
import { sharedPage } from './tools/shared-page.mjs';
import { PAGE_TESTS, SHARED_PAGES, ZONE_TESTS, ZONES } from './tools/suites.mjs';
import { countReporter, keepConsoleErrors } from './tools/wtr-reporter.mjs';

const executablePath = findTestBrowser();

const chrome = (prepare) =>
  chromeLauncher({
    concurrency: 1,
    launchOptions: {
      executablePath,
      // With its cache for Back, the browser would start a new process for each test file.
      args: [...browserArgs, '--disable-back-forward-cache'],
    },
    createPage: async ({ context }) => {
      const page = await context.newPage();
      await prepare(page);
      return page;
    },
  });

/** Gives a page the focus, even while another page has it. */
const focused = async (page) => {
  const session = await page.createCDPSession();
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
};

const html = (script, head = '') =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">${head}</head><body><script type="module" src="${script}"></script></body></html>`;

/** The runner's default ports start at 8000, the port of the demo shop. */
async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Replaces `process.env.NODE_ENV`, which packages for bundlers read and pages do not have. */
const production = {
  name: 'production',
  transform: ({ path, body }) =>
    /\/node_modules\/@tanstack\//.test(path)
      ? body.replaceAll('process.env.NODE_ENV', '"production"')
      : undefined,
};

/** Lit's warning about development mode, which every page prints. */
const isLitDevMode = ({ args }) => String(args[0]).startsWith('Lit is in dev mode');

/** All test files of these globs in one page, which `file` stands for. */
const inOnePage = (file, globs) =>
  sharedPage(
    file,
    filesUnder(import.meta.dirname, ['test', 'desk']).filter((path) =>
      globs.some((glob) => matches(path, glob)),
    ),
  );

/** With `--files` on the command line, the group runs those files: it has none of its own. */
const filesOf = (globs) => (process.argv.includes('--files') ? undefined : globs);

export default {
  port: await freePort(),
  rootDir: import.meta.dirname,
  nodeResolve: true,
  plugins: [
    ...Object.entries(SHARED_PAGES).map(([file, globs]) => inOnePage(file, globs)),
    inOnePage('test/pages/zone.js', ZONE_TESTS),
    production,
    esbuildPlugin({
      ts: true,
      target: 'es2020',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  // The longest first: the others run beside it.
  groups: [
    {
      name: 'widget',
      files: filesOf([...PAGE_TESTS, ...Object.keys(SHARED_PAGES)]),
      browsers: [chrome(focused)],
      testRunnerHtml: (script) => html(script),
    },
    ...ZONES.map((zone) => ({
      name: zone,
      files: filesOf(['test/pages/zone.js']),
      browsers: [chrome((page) => page.emulateTimezone(zone))],
      testRunnerHtml: (script) => html(script, `<meta name="test-zone" content="${zone}">`),
    })),
  ],
  concurrentBrowsers: 2,
  // For all tests of a page. Each test has its own limit.
  testsFinishTimeout: 600_000,
  // Long enough for the property tests on a busy machine.
  testFramework: { config: { ui: 'bdd', timeout: 30_000 } },
  filterBrowserLogs: (log, result) => keepConsoleErrors(log, result) && !isLitDevMode(log),
  staticLogging: true,
  reporters: [
    defaultReporter({ reportTestProgress: false, reportTestResults: true }),
    countReporter({ file: process.env['TEST_RESULTS'] }),
  ],
};
