import { type Stats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import { ConfigError } from './config-error.ts';
import type { CurrentConfig, LiveConfig } from './live-config.ts';

/**
 * How often the files are checked for changes, ms. Polling works on every file system, and when an
 * editor replaces the file.
 */
const LOOK_MS = 2_000;

/** Result of the last reload. */
export interface ReloadState {
  ok: boolean;
  /** Epoch ms. */
  at: number;
}

export interface ReloadingConfig extends LiveConfig {
  /**
   * Reads the files again. A wrong config changes nothing but the log. Overlapping calls run one
   * after the other.
   */
  reload(): Promise<void>;
  state(): ReloadState;
  /** Reloads when one of these files changes, until the signal aborts. */
  follow(files: readonly string[], stopping: AbortSignal): void;
}

export interface ReloadSources {
  /** @throws {ConfigError} */
  read: () => Promise<CurrentConfig>;
  clock: () => number;
  log: Logger;
}

/** Differs when a file was written or replaced. Empty for a file that does not exist. */
const versionOf = (file: Stats | undefined): string =>
  file ? `${file.ino} ${file.size} ${file.mtimeMs}` : '';

/** A configuration that can be reloaded while the desk runs. */
export function createReloadingConfig(
  first: CurrentConfig,
  { read, clock, log }: ReloadSources,
  lookMs = LOOK_MS,
): ReloadingConfig {
  let current = first;
  let state: ReloadState = { ok: true, at: clock() };
  let reading: Promise<void> = Promise.resolve();

  async function readOnce(): Promise<void> {
    try {
      const { shop, desk } = await read();
      current = { shop, desk };
      state = { ok: true, at: clock() };
      log.info(
        'configuration reloaded; what comes from the environment (PORT, HOST, DATABASE_URL, secrets in variables) changes with a restart only',
      );
    } catch (err) {
      state = { ok: false, at: clock() };
      // Safe to log: a ConfigError does not contain values.
      if (err instanceof ConfigError)
        log.error({ reason: err.message }, 'the new configuration is wrong; the old one stays');
      else log.error({ err }, 'the new configuration cannot be read; the old one stays');
    }
  }

  const reload = (): Promise<void> => (reading = reading.then(readOnce));

  return {
    current: () => current,
    state: () => state,
    reload,
    follow(files, stopping) {
      // At once: `watchFile` would take its first look later, and miss a change until then.
      let last = String(files.map((file) => versionOf(statSync(file, { throwIfNoEntry: false }))));
      async function look(): Promise<void> {
        const now = String(
          await Promise.all(files.map((file) => stat(file).then(versionOf, () => ''))),
        );
        if (stopping.aborted) return;
        if (now !== last) void reload();
        last = now;
        setTimeout(() => void look(), lookMs).unref();
      }
      setTimeout(() => void look(), lookMs).unref();
    },
  };
}
