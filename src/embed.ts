import { loadHostPage } from './launcher/chunks.ts';
import type { HotlineWidget, View } from './launcher/hotline-widget.ts';
import { ownScript } from './launcher/own-script.ts';
import { registerLauncher } from './launcher/register.ts';

/** `['open', 'callback']`, `['close']`, `['refresh']`, or a function that is given the widget. */
type Command = ['open' | 'close' | 'refresh', View?] | ((widget: HotlineWidget) => void);

interface Page {
  /** The page's queue, until the script arrives. */
  hotline?: {
    push?(...commands: Command[]): void;
    forEach?(run: (command: Command) => void): void;
    widget?: HotlineWidget;
  };
}

/** How often a script in the head looks whether there is a body, ms. */
const NO_BODY_MS = 50;
/** The rest is loaded when the pill has shown for this long, ms. */
const LATER_MS = 300;

/** The script tag's entry: the one file that touches the page. */
const page = window as Page;
const before = page.hotline;

registerLauncher();
// A shop that runs its snippet again means the same widget, perhaps with a new token.
// A page may have its own element.
const own = document.querySelector<HotlineWidget>('hotline-widget:not([mode])');
const widget = before?.widget ?? own ?? document.createElement('hotline-widget');
for (const { name, value } of ownScript?.attributes ?? [])
  if (/^data-/.test(name)) widget.setAttribute(name.slice(5), value);

/** An element with the name `body` hides the property of that name. */
const mount = (): void => {
  const body = document.querySelector('body');
  if (!body) setTimeout(mount, NO_BODY_MS);
  else if (!widget.isConnected) body.append(widget);
};

if (!before?.widget) {
  mount();

  const run = (command: Command): void => {
    try {
      if (typeof command === 'function') command(widget);
      else void widget[command[0]](command[1]);
    } catch (error) {
      // The next one may be what the member waits for.
      console.error(error);
    }
  };
  // A variable or an element of the shop with that name stays the shop's.
  if (!before || before.push)
    page.hotline = { push: (...commands) => commands.forEach(run), widget };
  before?.forEach?.(run);
}
// What is not needed to show the pill.
setTimeout(
  () =>
    void loadHostPage().then(
      ({ attend }) => attend(widget, !!own),
      () => {},
    ),
  LATER_MS,
);
