import type { Config } from '../../../src/contract/config.ts';
import type { DeskConfig } from './desk-config.ts';

export interface CurrentConfig {
  shop: Config;
  desk: DeskConfig;
}

/** The configuration as it is now. Ask for each request anew: it may change while the desk runs. */
export interface LiveConfig {
  current(): CurrentConfig;
}

/** One that never changes. */
export const fixedConfig = (config: CurrentConfig): LiveConfig => ({ current: () => config });
