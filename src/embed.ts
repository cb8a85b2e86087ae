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

/** `<hotline-number>` and the other elements that a page places itself. */
const INLINE = 'hotline-number,hotline-checklist,hotline-callback,hotline-ticket';
/** A page that changes all the time is searched for those elements twice in this time, ms. */
const PAUSE_MS = 500;

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
  /**
   * Mounts the widget, and loads the panel's code if the page has placed elements itself. Until
   * then it watches the page.
   */
  const look = (): void => {
    // A script in the head may run before there is a body.
    if (!widget.isConnected) document.body?.append(widget);
    if (document.querySelector(INLINE)) widget.preload();
    else observer.observe(document, { childList: true, subtree: true });
  };
  let timer: ReturnType<typeof setTimeout>;
  const lookLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  };
  const observer = new MutationObserver(() => {
    look();
    observer.disconnect();
    lookLater();
  });
  look();
  // A shop that swaps its pages removes the widget. If the page is not watched just then, or if it
  // removes the widget every time, the widget returns a little later.
  widget.onRemoved = lookLater;

  const run = (command: Command): void =>
    void (typeof command === 'function' ? command(widget) : widget[command[0]](command[1]));
  page.hotline = { push: (...commands) => commands.forEach(run), widget };
  // An element with the id `hotline` is no queue.
  before?.forEach?.(run);
}
