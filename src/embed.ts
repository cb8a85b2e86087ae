import type { HotlineWidget, View } from './launcher/hotline-widget.ts';
import { ownScript } from './launcher/own-script.ts';
import { registerLauncher } from './launcher/register.ts';

/** `['open', 'callback']`, `['close']`, `['refresh']`, or a function that is given the widget. */
type Command = ['open' | 'close' | 'refresh', View?] | ((widget: HotlineWidget) => void);

interface Page {
  /** The page's queue, until the script arrives. */
  hotline?: {
    push(...commands: Command[]): void;
    forEach?(run: (command: Command) => void): void;
    widget?: HotlineWidget;
  };
}

/** The script tag's entry: the one file that touches the page. */
const page = window as Page;
const before = page.hotline;

registerLauncher();
// A shop that runs its snippet again means the same widget, perhaps with a new token.
// A page may have its own element.
const widget =
  before?.widget ??
  document.querySelector<HotlineWidget>('hotline-widget:not([mode])') ??
  document.createElement('hotline-widget');
for (const { name, value } of ownScript?.attributes ?? [])
  if (/^data-/.test(name)) widget.setAttribute(name.slice(5), value);

if (!before?.widget) {
  let preloaded = false;
  /** Mounts the widget, and again when the shop swaps its pages. */
  const keep = (): void => {
    // A script in the head may run before there is a body.
    if (!widget.isConnected) document.body?.append(widget);
    if (
      preloaded ||
      !document.querySelector('hotline-number,hotline-checklist,hotline-callback,hotline-ticket')
    )
      return;
    preloaded = true;
    widget.preload();
  };
  keep();
  new MutationObserver(keep).observe(document.documentElement, { childList: true, subtree: true });

  const run = (command: Command): void =>
    void (typeof command === 'function' ? command(widget) : widget[command[0]](command[1]));
  page.hotline = { push: (...commands) => commands.forEach(run), widget };
  // An element with the id `hotline` is no queue.
  before?.forEach?.(run);
}
