import type { Alerts } from '../alerts/alerts.ts';
import type { ConsoleApi } from '../connection/api.ts';
import type { Preferences } from '../shell/preferences.ts';
import type { ConsoleStore } from '../connection/store.ts';

export const CONSOLE_LANGUAGES = ['zh-CN', 'en'] as const;
export type ConsoleLanguage = (typeof CONSOLE_LANGUAGES)[number];

/** Handed down from the shell to every element. A new object whenever one of its fields changes. */
export interface ConsoleContext {
  readonly api: ConsoleApi;
  readonly store: ConsoleStore;
  readonly preferences: Preferences;
  readonly alerts: Alerts;
  readonly lang: ConsoleLanguage;
  readonly dark: boolean;
}
