import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { browserArgs, findBrowser } from './tools/browser.mjs';
import { CORE_TESTS, WIDGET_TESTS, ZONES } from './tools/suites.mjs';
import { countReporter, keepConsoleErrors } from './tools/wtr-reporter.mjs';

const executablePath = findBrowser();

const chrome = (prepare) =>
  chromeLauncher({
    concurrency: 1,
    launchOptions: { executablePath, args: browserArgs },
    createPage: async ({ context }) => {
      const page = await context.newPage();
      await prepare(page);
      return page;
    },
  });

/** A page that believes to have the focus, so that tests of the focus do not depend on the other pages. */
const focused = async (page) => {
  const session = await page.createCDPSession();
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
};

const html = (script, head = '') =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">${head}</head><body><script type="module" src="${script}"></script></body></html>`;

/** The runner's own choice starts at 8000, where the demo shop may want to be. */
async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** What packages for bundlers ask of a Node that pages do not have. */
const production = {
  name: 'production',
  transform: ({ path, body }) =>
    /\/node_modules\/@tanstack\//.test(path)
      ? body.replaceAll('process.env.NODE_ENV', '"production"')
      : undefined,
};

/** Said by every page that loads Lit from its sources, and of no use here. */
const isLitDevMode = ({ args }) => String(args[0]).startsWith('Lit is in dev mode');

/** `--group widget --files FILE` runs that file alone: a group without files takes those of the command line. */
const filesOf = (globs) => (process.argv.includes('--files') ? undefined : globs);

export default {
  port: await freePort(),
  rootDir: import.meta.dirname,
  nodeResolve: true,
  plugins: [
    production,
    esbuildPlugin({
      ts: true,
      target: 'es2020',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  groups: [
    ...ZONES.map((zone) => ({
      name: zone,
      files: filesOf(CORE_TESTS),
      browsers: [chrome((page) => page.emulateTimezone(zone))],
      testRunnerHtml: (script) => html(script, `<meta name="test-zone" content="${zone}">`),
    })),
    {
      name: 'widget',
      files: filesOf(WIDGET_TESTS),
      browsers: [chrome(focused)],
      testRunnerHtml: (script) => html(script),
    },
  ],
  concurrentBrowsers: 2,
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
  filterBrowserLogs: (log, result) => keepConsoleErrors(log, result) && !isLitDevMode(log),
  staticLogging: true,
  reporters: [
    defaultReporter({ reportTestProgress: false, reportTestResults: true }),
    countReporter({ file: process.env['TEST_RESULTS'] }),
  ],
};
