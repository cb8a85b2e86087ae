/** What pages take for their own: hotkeys, bans on copying and menus, scrolling that they animate. */
const TYPES = [
  ...['keydown', 'keypress', 'keyup'],
  ...['copy', 'cut', 'paste', 'contextmenu', 'selectstart'],
  ...['wheel', 'touchmove'],
];

/**
 * Keeps events inside an element. Outside its shadow root their target is the element, so hotkeys
 * that leave fields alone do not know it for one, and take what the member types.
 *
 * @param outermost whether no other element of ours is around this one now, which may need them
 */
export const keepInside = (root: ShadowRoot, outermost: () => boolean): void => {
  const stop = (event: Event): void => {
    if (outermost()) event.stopPropagation();
  };
  for (const type of TYPES) root.addEventListener(type, stop, { passive: true });
};

const isOurs = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.localName.startsWith('hotline-');

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
    if (event.type === 'focus' && path[0])
      path[0].dispatchEvent(new (event.constructor as typeof FocusEvent)('focus'));
  };
  // The event that `hide` sends does not get here.
  addEventListener('focus', hide, true);
  addEventListener('focusin', hide, true);
};
