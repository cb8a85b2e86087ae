import type { BrowserAlerts } from './browser-alerts.ts';
import type { BrowserHistory } from './browser-history.ts';
import type { Tabs } from './tabs.ts';

/** Browser APIs that the console uses, injected so that tests can replace them. */
export interface Services {
  fetch: typeof fetch;
  EventSource: typeof EventSource;
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  history: BrowserHistory;
  alerts: BrowserAlerts;
  tabs: Tabs;
  /** Epoch ms. */
  now(): number;
}
