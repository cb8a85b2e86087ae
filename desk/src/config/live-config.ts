import type { Config } from '../../../src/contract/config.ts';
import type { DeskConfig } from './desk-config.ts';

export interface CurrentConfig {
  shop: Config;
  desk: DeskConfig;
}

/** The current configuration. Read it again for each request: it may change while the desk runs. */
export interface LiveConfig {
  current(): CurrentConfig;
}

/** A configuration that never changes. */
export const fixedConfig = (config: CurrentConfig): LiveConfig => ({ current: () => config });
