/** Those that are kept steady already. */
const kept = new WeakSet();

/** The room at the top and bottom of a panel's body, px. */
const TOP = 8;
const BOTTOM = 20;

/**
 * Keeps a panel as tall as it has been, so that its head and what is at its top do not move when
 * things in it load, arrive or go. What grows or shrinks above the pointer scrolls the body, so that
 * the control under the pointer, or the one that got the focus since, stays where it is.
 */
export function keepSteady(dialog: HTMLElement): void {
  const body = dialog.querySelector<HTMLElement>('.body');
  if (!body || kept.has(dialog)) return;
  kept.add(dialog);
  let tallest = 0;
  /** What is to stay where it is, and where that is, px from the top of the window. */
  let anchor: Element | undefined;
  let place = 0;

  const placeNow = (): number => anchor?.getBoundingClientRect().top ?? 0;
  const note = (): void => void (place = placeNow());
  const choose = (event: Event): void => {
    anchor = event.composedPath()[0] as Element;
    note();
  };
  const pad = (top: number, bottom: number): void =>
    void (body.style.padding = top || bottom ? `${TOP + top}px 20px ${BOTTOM + bottom}px` : '');
  const release = (): void => {
    anchor = undefined;
    pad(0, 0);
  };

  const stay = (): void => {
    if (!anchor) return;
    // Another view shows.
    if (!anchor.isConnected || !anchor.getClientRects().length) return release();
    if (!body.contains(inBody(anchor))) return;
    const moved = placeNow() - place;
    if (Math.abs(moved) < 1) return;
    body.scrollTop += moved;
    const rest = placeNow() - place;
    if (rest > 0.5) {
      const end = body.lastElementChild?.getBoundingClientRect().bottom ?? 0;
      pad(0, dialog.getBoundingClientRect().bottom - end - BOTTOM + rest);
      body.scrollTop += placeNow() - place;
    } else if (rest < -0.5) pad(-rest, 0);
    note();
  };

  /** The child of the body's own tree in which an element is, through shadow roots. */
  const inBody = (element: Element): Element => {
    const root = element.getRootNode();
    return root === dialog.getRootNode() ? element : inBody((root as ShadowRoot).host);
  };

  const resized = new ResizeObserver(() => {
    stay();
    // Rounded down: what the observer changes must not change sizes, or the page hears an error.
    tallest = Math.max(tallest, dialog.offsetHeight - 1);
    dialog.style.setProperty('--_tallest', `${tallest}px`);
  });
  const observe = (): void => {
    for (const part of body.children) resized.observe(part);
  };
  new MutationObserver(observe).observe(body, { childList: true });
  observe();
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin'])
    dialog.addEventListener(type, choose, { passive: true });
  dialog.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType === 'mouse') release();
  });
  body.addEventListener('scroll', note, { passive: true });
}
