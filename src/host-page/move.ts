import type { Language } from '../contract/text.ts';
import type { PillPlace } from '../events/request-place.ts';
import { HANDLE_WORDS } from '../i18n/handle.ts';
import type { Place } from './clear-spot.ts';
import { keepsTicket } from './kept-ticket.ts';
import { MOVED, recallMoved } from './moved.ts';
import type { Widget } from './widget.ts';

/** A pointer that moves less has pressed, px. */
const MIN_DRAG = 8;
/** A pill that is dropped this close to the side of the window is tucked away there, px. */
const TUCK = 12;
/** And a handle stays one as long as the pointer is on it, px. */
const HANDLE = 36;

/** Where the panel is a sheet. */
const SHEET = '(max-width: 480px)';

/**
 * Lets the member drag the pill to where it is not in the way, and tuck it away at the side of the
 * window, where a handle is left. Both last until the visit ends.
 *
 * @param place where the pill is; it is changed
 * @param settle moves the pill to its place
 * @param presses of the pill until now
 * @returns moves the pill as the panel asks for it
 */
export const letMove = (
  widget: Widget,
  pill: HTMLElement,
  place: Place,
  settle: () => void,
  presses: PointerEvent[] = [],
): ((to: PillPlace) => void) => {
  const root = pill.parentElement as HTMLElement;
  const [icon, words] = pill.children as unknown as [HTMLElement, HTMLElement];
  let tucked = false;
  /** Where the pointer began. */
  let from: { x: number; y: number } | undefined;
  /** Whether the click that follows only ends a drag. */
  let dragged = false;

  const isLeft = (): boolean => widget.getAttribute('placement') === 'bottom-left';
  const putLeft = (left: boolean): void => {
    if (left !== isLeft()) widget.setAttribute('placement', left ? 'bottom-left' : 'bottom-right');
  };
  /** An open ticket shows, wherever the pill is. */
  const isHandle = (): boolean => tucked && !(widget.store && keepsTicket(widget.store));

  const draw = (): void => {
    const handle = isHandle();
    const left = isLeft();
    root.style.left = handle && left ? '0' : '';
    root.style.right = handle && !left ? '0' : '';
    const radius = left ? '0 16px 16px 0' : '16px 0 0 16px';
    Object.assign(pill.style, {
      minWidth: handle ? '0' : '',
      padding: handle ? '10px 4px' : '',
      borderRadius: handle ? radius : '',
    });
    Object.assign(icon.style, {
      margin: handle ? '0 -6px' : '',
      transform: handle ? 'scale(.67)' : '',
    });
    words.style.display = handle ? 'none' : '';
    if (handle) pill.setAttribute('aria-label', HANDLE_WORDS[root.lang as Language]);
    else pill.removeAttribute('aria-label');
    settle();
  };

  const put = (isTucked: boolean): void => {
    tucked = isTucked;
    draw();
    try {
      sessionStorage.setItem(MOVED, JSON.stringify({ left: isLeft(), up: place.up, tucked }));
    } catch {
      // Until the next page, then.
    }
  };

  /** Lets the pill follow the pointer, once that has moved far enough. */
  const follow = ({ clientX, clientY }: PointerEvent): void => {
    if (!from) return;
    const x = clientX - from.x;
    const y = clientY - from.y;
    if (!place.held) {
      if (Math.abs(x) + Math.abs(y) < MIN_DRAG) return;
      place.held = true;
    }
    pill.style.transform = `translate(${place.x + x}px,${y - place.y}px)`;
  };

  const drag = (event: PointerEvent): void => {
    if (!(event.buttons & 1)) {
      from = undefined;
      return;
    }
    if (!from) {
      from = { x: event.clientX, y: event.clientY };
      // Otherwise a fast pointer leaves the pill behind.
      pill.setPointerCapture(event.pointerId);
    }
    follow(event);
  };

  const drop = ({ clientX, clientY }: PointerEvent): void => {
    if (place.held && from) {
      place.x += clientX - from.x;
      place.y -= clientY - from.y;
      place.up = Math.max(0, place.y);
      place.held = false;
      dragged = true;
      const { left, right } = pill.getBoundingClientRect();
      const edge = isHandle() ? HANDLE : TUCK;
      putLeft(left + right < innerWidth);
      put(Math.min(clientX, innerWidth - clientX) < edge);
    }
    from = undefined;
  };

  const cancel = (): void => {
    from = undefined;
    place.held = false;
    pill.style.transform = `translate(${place.x}px,${-place.y}px)`;
  };

  pill.style.userSelect = 'none';
  pill.addEventListener('pointerdown', (event) => {
    dragged = false;
    drag(event);
  });
  // A finger may be down before this code is there.
  pill.addEventListener('pointermove', drag);
  pill.addEventListener('pointerup', drop);
  pill.addEventListener('pointercancel', cancel);
  // Before the pill hears it.
  root.addEventListener(
    'click',
    (event) => {
      if (!event.composedPath().includes(pill)) return;
      const shows = isHandle() && !dragged;
      if (dragged || shows) event.stopPropagation();
      dragged = false;
      if (shows) put(false);
    },
    true,
  );
  for (const type of ['hotline-callback-created', 'hotline-close'])
    document.addEventListener(type, draw);
  widget.store?.subscribe(draw);

  tucked = !!recallMoved()?.tucked;
  draw();

  pill.onpointerdown = pill.onpointerup = null;
  const up = presses.pop();
  const down = presses.pop();
  if (down && up?.type === 'pointerup') {
    from = { x: down.clientX, y: down.clientY };
    follow(up);
    drop(up);
    // The click is over, too.
    dragged = false;
  }

  return (to) => {
    if (to === 'other-side') putLeft(!isLeft());
    put(to === 'tucked' || tucked);
    // On phones, the panel covers the pill.
    if (to === 'tucked' || matchMedia(SHEET).matches) widget.close();
  };
};
