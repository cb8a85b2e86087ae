import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Published widgets of a like kind, with versions: others might not install on this Node. */
const PEERS = {
  cal: {
    label: 'Cal.com embed-core',
    packages: { '@calcom/embed-core': '1.5.3' },
    // Its documented snippet, then what it loads.
    code: `
      window.Cal = Object.assign((...args) => window.Cal.q.push(args), { q: [], ns: {}, loaded: true });
      Cal('init', { origin: location.origin });
      Cal('floatingButton', { calLink: 'shop/30min', buttonText: '预约回电' });
      require('@calcom/embed-core');`,
    pill: ['cal-floating-button', 'button'],
  },
  sentry: {
    label: 'Sentry feedback',
    packages: { '@sentry/browser': '11.12.0' },
    code: `
      import { feedbackIntegration, init } from '@sentry/browser';
      init({ dsn: 'http://key@localhost/1', tunnel: '/peers/answer.json',
        integrations: [feedbackIntegration({ triggerLabel: '反馈问题' })] });`,
    pill: ['#sentry-feedback', 'button'],
    panel: { path: ['#sentry-feedback', 'dialog form'] },
    field: ['#sentry-feedback', 'dialog input'],
  },
  typebot: {
    label: 'Typebot bubble',
    packages: { '@typebot.io/js': '0.10.7' },
    code: `
      import Typebot from '@typebot.io/js/web';
      Typebot.initBubble({ typebot: 'shop', apiHost: location.origin });`,
    pill: ['typebot-bubble', '[part=button]'],
  },
  flowise: {
    label: 'Flowise bubble',
    packages: { 'flowise-embed': '3.1.6' },
    code: `
      import Chatbot from 'flowise-embed/dist/web.js';
      Chatbot.init({ chatflowid: 'shop', apiHost: location.origin });`,
    pill: ['flowise-chatbot', '[part=button]'],
  },
  'deep-chat': {
    label: 'deep-chat (no bubble: the whole chat)',
    packages: { 'deep-chat': '2.4.2' },
    code: `
      import 'deep-chat';
      const chat = document.createElement('deep-chat');
      chat.demo = true;
      chat.style.cssText = 'position:fixed;right:20px;bottom:20px';
      document.body.append(chat);`,
    pill: ['deep-chat', '#chat-view'],
  },
};

const LIT = fileURLToPath(new URL('page/lit.js', import.meta.url));

/** Where downloaded packages are kept between runs, outside of the project's dependencies. */
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'hotline-bench');

/**
 * Installs packages from npm, once.
 * @param {string} name a folder of their own
 * @param {Record<string, string>} packages exact versions by name
 * @returns the folder in which they can be resolved
 * @throws {Error} with what npm said first
 */
export function installed(name, packages) {
  const folder = join(cache, name);
  const wanted = JSON.stringify({ private: true, dependencies: packages });
  const stamp = join(folder, 'installed.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), wanted);
  try {
    execFileSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: 180_000 },
    );
  } catch (error) {
    const said = String(error.stderr || error.message).split('\n');
    throw new Error(said.find((line) => /notarget|E[A-Z]{4,}/.test(line)) ?? said[0], {
      cause: error,
    });
  }
  writeFileSync(stamp, wanted);
  return folder;
}

/** Packs a script into one minified file, as a shop's own build would. */
const bundle = (code, folder, outfile) =>
  build({
    stdin: { contents: code, resolveDir: folder },
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });

/**
 * Prepares the Lit element and the peers. Peers that do not install or build are named on stderr and left out.
 * @param {string} folder where their scripts are written, which is served as `/peers/`
 * @returns {Promise<import('./contenders.mjs').Contender[]>}
 */
export async function preparePeers(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'answer.json'), '{}');
  await bundle(readFileSync(LIT, 'utf8'), dirname(LIT), join(folder, 'lit.js'));
  const ready = [];
  for (const [name, { label, packages, code, ...targets }] of Object.entries(PEERS)) {
    try {
      await bundle(code, installed(name, packages), join(folder, `${name}.js`));
    } catch (error) {
      console.error(`${label} is left out: ${error.message}`);
      continue;
    }
    const [version] = Object.values(packages);
    ready.push({
      name,
      label: `${label} ${version}`,
      isPeer: true,
      attributes: { async: '', src: `/peers/${name}.js` },
      ...targets,
    });
  }
  return ready;
}
