import { loadPanel } from './launcher/chunks.ts';
import type { HotlineWidget, View } from './launcher/hotline-widget.ts';
import { ownScript } from './launcher/own-script.ts';
import { registerLauncher } from './launcher/register.ts';

/** `['open', 'callback']`, `['close']`, `['refresh']`, or a function that is given the widget. */
type Command = ['open' | 'close' | 'refresh', View?] | ((widget: HotlineWidget) => void);

interface Page {
  hotline?: Command[] | { push(...commands: Command[]): void; widget: HotlineWidget };
}

const INLINE = 'hotline-number,hotline-checklist,hotline-callback,hotline-ticket';

/** The one place that touches the page: mounts the widget of the script tag, and keeps it there when a shop swaps its pages. */
const start = (): void => {
  registerLauncher();
  const page = window as Page;
  const before = page.hotline;
  // A shop that runs its snippet again means the same widget, perhaps with a new token.
  const known = before && 'widget' in before;
  const widget = known ? before.widget : (document.createElement('hotline-widget') as HotlineWidget);
  for (const { name, value } of ownScript?.attributes ?? []) if (/^data-/.test(name)) widget.setAttribute(name.slice(5), value);
  if (known) return;

  const run = (command: Command): void => void (typeof command === 'function' ? command(widget) : widget[command[0]](command[1]));
  let loaded = false;
  const keep = (): void => {
    if (!widget.isConnected) document.body.append(widget);
    if (loaded || !document.querySelector(INLINE)) return;
    loaded = true;
    loadPanel().catch(() => (loaded = false));
  };
  keep();
  new MutationObserver(keep).observe(document.documentElement, { childList: true, subtree: true });
  // Back from the back-forward cache: the member may have signed out meanwhile.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    widget.store?.forget();
    void widget.refresh();
  });

  page.hotline = { push: (...commands) => commands.forEach(run), widget };
  before?.forEach(run);
};

if (document.body) start();
else addEventListener('DOMContentLoaded', start);
