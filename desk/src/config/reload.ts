import { unwatchFile, watchFile } from 'node:fs';
import type { Logger } from 'pino';
import { ConfigError } from './config-error.ts';
import type { CurrentConfig, LiveConfig } from './live-config.ts';

/** How often the files are looked at, ms. Looking works on every file system, and where an editor puts a new file in the old one's place. */
const LOOK_MS = 2_000;

/** How the last reading went. */
export interface ReloadState {
  ok: boolean;
  /** Epoch ms. */
  at: number;
}

export interface ReloadingConfig extends LiveConfig {
  /** Reads the files again; a config that is wrong changes nothing but the log. Readings that overlap are one after the other. */
  reload(): Promise<void>;
  state(): ReloadState;
  /** Reloads when one of these files changes, until the signal. */
  follow(files: readonly string[], stopping: AbortSignal): void;
}

export interface ReloadSources {
  /** @throws {ConfigError} */
  read: () => Promise<CurrentConfig>;
  clock: () => number;
  log: Logger;
}

/** A configuration that can be replaced while the desk runs. */
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
      // A ConfigError names places and what they should hold, never what they hold.
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
      const changed = (): void => void reload();
      for (const file of files) watchFile(file, { interval: lookMs, persistent: false }, changed);
      stopping.addEventListener(
        'abort',
        () => files.forEach((file) => unwatchFile(file, changed)),
        { once: true },
      );
    },
  };
}
