import './elements.ts';
import { browserHistory } from './connection/browser-history.ts';

/** A browser that is told to keep nothing throws where its storage is only named. */
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
  now: () => Date.now(),
};
document.body.append(app);
