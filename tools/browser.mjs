import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, getuid, platform } from 'node:process';

const COMMANDS = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
/** Chromium without its windows. It opens a page in a third of the time. */
const HEADLESS_SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
const APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const PROGRAMS = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

/**
 * Flags for every browser that tests start: no background work, and no sandbox for root, who cannot
 * use one.
 */
export const browserArgs = [
  ...(getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...(platform === 'linux' ? ['--disable-gpu', '--disable-dev-shm-usage'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const given = (...folders) => folders.filter((folder) => folder !== undefined && folder !== '');

const onPath = (commands) => {
  const folders = [
    ...(env['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
    '/opt/microsoft/msedge',
  ];
  return commands.flatMap((command) => given(...folders).map((folder) => join(folder, command)));
};

function candidates() {
  switch (platform) {
    case 'darwin':
      return given('/Applications', env['HOME'] && join(env['HOME'], 'Applications')).flatMap(
        (folder) =>
          APPLICATIONS.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
      );
    case 'win32':
      return given(env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']).flatMap(
        (folder) => PROGRAMS.map((program) => join(folder, program)),
      );
    default:
      return onPath(COMMANDS);
  }
}

/**
 * Whether a program is a browser. Some systems ship a stub that only says how to install one; it
 * prints no version.
 */
function starts(path) {
  if (!existsSync(path)) return false;
  if (platform !== 'linux') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/**
 * Finds Chrome, Chromium or Edge; `CHROME_PATH` comes first.
 * @returns {string | undefined} its path
 * @throws {Error} when `CHROME_PATH` names something else than a browser
 */
export function findBrowser() {
  const named = env['CHROME_PATH'];
  if (!named) return candidates().find(starts);
  if (starts(named)) return named;
  throw new Error(`CHROME_PATH is ${named}, which does not start as a browser`);
}

/** The path of an installed headless shell, on Linux. */
export const findHeadlessShell = () =>
  platform === 'linux' ? onPath(HEADLESS_SHELLS).find(starts) : undefined;

/**
 * The browser for tests: the one that `CHROME_PATH` names, else a headless shell, else what
 * {@link findBrowser} finds. Only the latter has a cache for Back.
 * @returns {string | undefined} its path
 */
export const findTestBrowser = () =>
  (env['CHROME_PATH'] ? undefined : findHeadlessShell()) ?? findBrowser();
