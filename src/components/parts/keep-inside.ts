/** Keys, and pictures that are pasted: our own elements need them, too. */
const KEYS = ['keydown', 'keypress', 'keyup', 'paste'];
/** What else pages take for their own: bans on copying and menus, scrolling that they animate. */
const OTHERS = [...['copy', 'cut', 'contextmenu', 'selectstart'], ...['wheel', 'touchmove']];

const isOurs = (target: EventTarget): target is HTMLElement =>
  target instanceof HTMLElement && target.localName.startsWith('hotline-');

/** Whether an event happens in our elements; the pill is the page's as much as ours. */
const isInside = (path: EventTarget[]): boolean =>
  path.some((target) => isOurs(target) && target.localName !== 'hotline-widget');

/** Sends a copy of an event to a node, which does not leave the node's shadow root. */
const send = (event: Event, to: EventTarget): Event => {
  const like: Record<string, unknown> = {};
  for (const name in event) like[name] = event[name as keyof Event];
  like['composed'] = false;
  const copy = new (event.constructor as typeof Event)(event.type, like);
  if (event.defaultPrevented) copy.preventDefault();
  to.dispatchEvent(copy);
  return copy;
};

/**
 * Keeps events that happen in our elements from the page. Outside their shadow roots the target of
 * an event is the outermost element, so hotkeys that leave fields alone do not know it for one, and
 * take what the member types; most listen on the document before anything below it hears the event.
 * So it ends at the window, and a copy of each key goes to each of the elements around the field.
 * What the browser does by itself, such as typing, it still does. Only listeners that the page adds
 * to the window before this runs come first.
 */
export const keepInside = (): void => {
  const stop = (event: Event): void => {
    const path = event.composedPath();
    if (!isInside(path)) return;
    event.stopImmediatePropagation();
    if (!KEYS.includes(event.type)) return;
    // From inside to outside: each shadow root hears it at the element that its own target is in.
    for (let at = path[0] as Node; ;) {
      const { host } = at.getRootNode() as Partial<ShadowRoot>;
      if (!host || !isOurs(host)) break;
      if (send(event, at).defaultPrevented) event.preventDefault();
      at = host;
    }
  };
  for (const type of KEYS) addEventListener(type, stop, true);
  for (const type of OTHERS) addEventListener(type, stop, { capture: true, passive: true });
};

/**
 * Hides from the page that an element of ours takes the focus. A dialog that keeps the focus in
 * itself, such as Bootstrap's, would fetch it back while the member types. jQuery listens for
 * `focus` where others do for `focusin`.
 */
export const keepFocus = (): void => {
  const hide = (event: FocusEvent): void => {
    const path = event.composedPath();
    if (!path.some(isOurs)) return;
    event.stopPropagation();
    // For our own elements; it does not leave the shadow root.
    if (event.type === 'focus' && path[0]) send(event, path[0]);
  };
  // The event that `hide` sends does not get here.
  addEventListener('focus', hide, true);
  addEventListener('focusin', hide, true);
};
