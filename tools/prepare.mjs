import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { getuid, platform } from 'node:process';
import { findBrowser, findHeadlessShell } from './browser.mjs';

const HOW = `No Chrome, Chromium or Edge was found, and the tests run in one. Install one of them:
  Debian as root    apt-get install chromium fonts-noto-cjk
  Ubuntu            https://www.google.com/chrome/ (.deb), and apt-get install fonts-noto-cjk
  Fedora            dnf install chromium google-noto-sans-cjk-fonts
  macOS             brew install --cask google-chrome
  Windows           winget install Google.Chrome
or set CHROME_PATH to the program of one that is installed elsewhere.`;

const CHINESE_FONT_FILE = /cjk|wqy|source-?han|droidsansfallback|uming|ukai/i;

/**
 * Asks fontconfig, or looks at the names of font files. macOS and Windows come with Chinese fonts.
 */
function hasChineseFont() {
  if (platform !== 'linux') return true;
  const list = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  if (list.status === 0) return list.stdout.trim() !== '';
  return ['/usr/share/fonts', '/usr/local/share/fonts']
    .filter((folder) => existsSync(folder))
    .some((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) =>
        CHINESE_FONT_FILE.test(file),
      ),
    );
}

const canInstall = () =>
  platform === 'linux' && getuid?.() === 0 && existsSync('/etc/debian_version');

function apt(...args) {
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  return spawnSync('apt-get', args, options).status === 0;
}

const install = (...packages) => apt('install', '-yq', '--no-install-recommends', ...packages);

const HEADLESS_SHELL = 'chromium-headless-shell';

/** Ubuntu and older Debian do not have every package. */
const isOffered = (name) =>
  spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;

/**
 * Looks for a browser and a Chinese font. As root on Debian, installs what is missing, and the
 * headless shell, in which the tests take half the time.
 * @throws {Error} whose message says what to install
 */
export function prepareBrowser() {
  const missing = [
    ...(findBrowser() ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
  ];
  if (missing.length > 0 && canInstall()) {
    console.log(`Installing ${missing.join(' and ')}`);
    if (!apt('update', '-q') || !install(...missing)) console.log('apt-get failed');
  }
  const wantsShell = !process.env['CHROME_PATH'] && !findHeadlessShell();
  if (wantsShell && canInstall() && isOffered(HEADLESS_SHELL)) {
    console.log(`Installing ${HEADLESS_SHELL}`);
    install(HEADLESS_SHELL);
  }
  if (findBrowser() === undefined) throw new Error(HOW);
  if (!hasChineseFont())
    console.log(
      'No Chinese font was found: Chinese is drawn as boxes. Install one, such as Noto Sans CJK.',
    );
}
