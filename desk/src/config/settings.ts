import { checkConfig, formatConfigProblems } from '../../../src/config/check-config.ts';
import type { Config } from '../../../src/contract/config.ts';
import type { WorkCalendar } from '../../../src/contract/hours.ts';
import { given, readDatabaseUrl } from './environment.ts';
import { checkDeskConfig, ConfigError, decodeSecret, type DeskConfig } from './desk-config.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Settings {
  /** 0 for any free port. */
  port: number;
  host: string;
  databaseUrl: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Where the bytes of screenshots are kept; undefined: in the database. */
  attachmentFolder: string | undefined;
  /** Secret of the ticket keys; when absent, the database holds one. */
  secret: Uint8Array | undefined;
  shop: Config;
  desk: DeskConfig;
}

/** Sources of the settings besides the environment. */
export interface Sources {
  readFile: (path: string) => string;
  /** Used when lines follow the work calendar but the shop's config does not contain one. */
  workCalendar: () => WorkCalendar | undefined;
}

function readPort(env: NodeJS.ProcessEnv): number {
  const text = given(env, 'PORT') ?? '8001';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > 65_535) throw new ConfigError('PORT: expected a number from 0 to 65535');
  return port;
}

function readLogLevel(env: NodeJS.ProcessEnv): Settings['logLevel'] {
  const text = given(env, 'LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((known) => known === text);
  if (!level) throw new ConfigError(`LOG_LEVEL: expected one of ${LOG_LEVELS.join(', ')}`);
  return level;
}

function readAttachmentFolder(env: NodeJS.ProcessEnv): string | undefined {
  const text = given(env, 'DESK_ATTACHMENTS') ?? 'database';
  if (text === 'database') return undefined;
  const folder = text.startsWith('dir:') ? text.slice(4) : '';
  if (folder === '')
    throw new ConfigError('DESK_ATTACHMENTS: expected database, or dir: and the path of a folder');
  return folder;
}

function readSecret(env: NodeJS.ProcessEnv): Uint8Array | undefined {
  const text = given(env, 'DESK_SECRET');
  if (text === undefined) return undefined;
  const secret = decodeSecret(text);
  if (!secret) throw new ConfigError('DESK_SECRET: expected at least 32 bytes in base64url');
  return secret;
}

function readJson(
  variable: string,
  env: NodeJS.ProcessEnv,
  readFile: Sources['readFile'],
  what: string,
): unknown {
  const path = given(env, variable);
  if (path === undefined) throw new ConfigError(`${variable}: expected the path of ${what}`);
  let text;
  try {
    text = readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new ConfigError(
      `${variable}: cannot read that file${code}; expected the path of ${what}`,
    );
  }
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // The parser's message would quote the file, which may hold secrets.
    throw new ConfigError(
      text.includes('\0')
        ? `${variable}: expected that file to hold JSON in UTF-8; this looks like UTF-16`
        : `${variable}: expected that file to hold JSON`,
    );
  }
}

/** Whether any line of an unchecked config follows the work calendar. */
const followsWorkCalendar = (input: object): boolean =>
  'lines' in input &&
  Object.values(input.lines ?? {}).some((line: unknown) => {
    const hours: unknown =
      line && typeof line === 'object' && 'hours' in line ? line.hours : undefined;
    return (
      typeof hours === 'object' &&
      hours !== null &&
      'workCalendar' in hours &&
      hours.workCalendar === true
    );
  });

function withWorkCalendar(input: unknown, workCalendar: Sources['workCalendar']): unknown {
  if (
    typeof input !== 'object' ||
    input === null ||
    'workCalendar' in input ||
    !followsWorkCalendar(input)
  )
    return input;
  const calendar = workCalendar();
  return calendar ? { ...input, workCalendar: calendar } : input;
}

/** @throws {ConfigError} as {@link readSettings} does */
export function readShop(env: NodeJS.ProcessEnv, { readFile, workCalendar }: Sources): Config {
  const input = readJson('HOTLINE_CONFIG', env, readFile, "the shop's hotline.config.json");
  const checked = checkConfig(withWorkCalendar(input, workCalendar));
  if (checked.ok) return checked.config;
  throw new ConfigError(`HOTLINE_CONFIG:\n${formatConfigProblems(checked.problems)}`);
}

/** Paths of the two files. */
export const configFiles = (env: NodeJS.ProcessEnv): string[] =>
  ['HOTLINE_CONFIG', 'DESK_CONFIG'].flatMap((variable) => given(env, variable) ?? []);

/**
 * Reads the two files, which may change while the desk runs.
 * @throws {ConfigError} as {@link readSettings} does
 */
export const readFiles = async (
  env: NodeJS.ProcessEnv,
  sources: Sources,
): Promise<Pick<Settings, 'shop' | 'desk'>> => ({
  shop: readShop(env, sources),
  desk: await checkDeskConfig(
    readJson('DESK_CONFIG', env, sources.readFile, "the desk's private JSON file"),
    env,
  ),
});

/**
 * Reads all settings from the environment and the two files.
 * @throws {ConfigError} naming the variable or the place in a file and what is expected there,
 * never a value
 */
export async function readSettings(env: NodeJS.ProcessEnv, sources: Sources): Promise<Settings> {
  return {
    port: readPort(env),
    attachmentFolder: readAttachmentFolder(env),
    host: given(env, 'HOST') ?? '127.0.0.1',
    databaseUrl: readDatabaseUrl(env),
    logLevel: readLogLevel(env),
    secret: readSecret(env),
    ...(await readFiles(env, sources)),
  };
}
