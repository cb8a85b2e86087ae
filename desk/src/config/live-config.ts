import type { Config } from '../../../src/contract/config.ts';
import type { Notice, ShopChanges } from '../domain/shop-changes.ts';
import type { DeskConfig } from './desk-config.ts';

export interface CurrentConfig {
  shop: Config;
  desk: DeskConfig;
  /** What supervisors have set for a while, apart from the hours, which `shop` has; absent if nothing. */
  running?: Running;
}

export interface Running {
  notices: readonly Notice[];
  /** Lines that are always open by the config, whatever `shop` says of today. */
  allDay: ReadonlySet<string>;
}

/** The current configuration. Read it again for each request: it may change while the desk runs. */
export interface LiveConfig {
  current(): CurrentConfig;
  /** When it changes by itself, epoch ms; undefined when it does not. */
  changesAt?(): number | undefined;
}

/**
 * The configuration with what supervisors have set for a while: notices and exceptional hours. It
 * begins and ends by the clock, without anybody's doing.
 */
export interface LiveShop extends LiveConfig {
  /** The config as it stands in the files. */
  base(): Config;
  /** What supervisors have set, also for later. */
  changes(): ShopChanges;
  /** When `current` changes by itself, epoch ms; undefined when it does not. */
  changesAt(): number | undefined;
  /** Reads what is set. Never rejects: after a failure what was read before stays, and it tries again. */
  refresh(): Promise<void>;
}

/** A configuration that never changes. */
export const fixedConfig = (config: CurrentConfig): LiveConfig => ({ current: () => config });
