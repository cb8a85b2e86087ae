import './elements.ts';
import { browserAlerts } from './connection/browser-alerts.ts';
import { browserHistory } from './connection/browser-history.ts';
import { browserTabs } from './connection/tabs.ts';

/** Browsers that block storage throw on any access to `localStorage`. */
const storage = (): Pick<Storage, 'getItem' | 'setItem'> => {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
};

const app = document.createElement('desk-console');
app.services = {
  fetch: (...request) => fetch(...request),
  EventSource,
  storage: storage(),
  history: browserHistory(window),
  alerts: browserAlerts(window),
  tabs: browserTabs(window),
  now: () => Date.now(),
};
document.body.append(app);
