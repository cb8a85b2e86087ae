import type { PillPlace } from '../events/request-place.ts';
import type { Widget } from './widget.ts';
import { clearSpot, type Place } from './clear-spot.ts';
import { followTheme } from './follow-theme.ts';
import { followCare } from './kept-care.ts';
import { followKept } from './kept-ticket.ts';
import { recallMoved } from './moved.ts';
import { Placed } from './placed.ts';
import { tellOwner } from './tell-owner.ts';
import { warn } from './warn.ts';
import { watchPage } from './watch-page.ts';

/** `<hotline-number>` and the other elements that a page places itself. */
const INLINE = 'hotline-number,hotline-checklist,hotline-callback,hotline-ticket';

/** A margin of nothing but on phones whose screen is not all free. */
const SAFE_AREA =
  '0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)';

/** The element that is looked after: there is one, and a page may replace it. */
let attended: Widget | undefined;

/** The pill of an element. */
const pillOf = (widget: Widget): HTMLElement | null | undefined =>
  widget.shadowRoot?.querySelector<HTMLElement>('[part=launcher]');

let place: Place;

/** States the public line for search engines, once a page has asked for it. */
let stateLine: ((widget: Widget) => void) | undefined;

/** Keeps the pill off what floats over the page. */
const keepClear = (pill: HTMLElement): void => {
  // Nothing is at the place of a pill that does not show.
  if (!pill.offsetWidth || place.held) return;
  const clear = clearSpot(pill, place, place.up);
  pill.style.visibility = clear ? '' : 'hidden';
  if (!clear || (clear.x === place.x && clear.y === place.y)) return;
  Object.assign(place, clear);
  // A transform: the page's layout does not count it as a shift.
  pill.style.transform = `translate(${place.x}px,${-place.y}px)`;
};

/** Lets the member move the pill. The code for that is loaded when a pointer comes near. */
const letMove = (widget: Widget, pill: HTMLElement, root: HTMLElement): void => {
  if (widget.hasAttribute('pinned')) return;
  const here = place;
  const presses: PointerEvent[] = [];
  let loading: Promise<(to: PillPlace) => void> | undefined;
  const load = (): Promise<(to: PillPlace) => void> =>
    (loading ??= import('./move.ts').then((move) =>
      move.letMove(widget, pill, here, () => keepClear(pill), presses),
    ));
  const loadSoon = (): void => void load().catch(() => (loading = undefined));
  // The panel offers to move it.
  root.dataset['movable'] = '';
  // A finger that drags the pill does not scroll the page.
  pill.style.touchAction = 'none';
  pill.addEventListener('pointerenter', loadSoon, { once: true });
  // A first touch may be over before the code has arrived.
  pill.onpointerdown = pill.onpointerup = (event) => void presses.push(event);
  root.addEventListener(
    'hotline-request-place',
    ({ place: to }) => void load().then((move) => move(to), loadSoon),
  );
  const moved = recallMoved();
  if (!moved) return;
  here.up = Number(moved.up) || 0;
  if (moved.left !== undefined)
    widget.setAttribute('placement', moved.left ? 'bottom-left' : 'bottom-right');
  keepClear(pill);
  if (moved.tucked) loadSoon();
};

/**
 * Looks after the pill, from the time that it shows: keeps it off what floats over the page, in
 * its colours, shows an open ticket on it, loads the panel's code for elements that the page places
 * itself, states the public line for search engines where the page asks for it, and tells the page's
 * owner what is wrong.
 *
 * @param look called whenever the page has changed
 */
export const lookAfter = (widget: Widget, look?: () => void): void => {
  if (attended === widget) return;
  const isFirst = !attended;
  attended = widget;
  place = { x: 0, y: 0, up: 0 };
  tellOwner(widget);
  followCare(widget);
  if (widget.hasAttribute('structured-data'))
    import('./structured-data.ts').then(
      (file) => (stateLine = file.stateLine)(widget),
      () => {},
    );
  const root = widget.shadowRoot?.querySelector('div');
  // Away from a phone's rounded corners and its home bar.
  if (root) root.style.margin = SAFE_AREA;
  const pill = pillOf(widget);
  if (root && pill) {
    // Where the pill was before it moved, the page can be pressed.
    root.style.pointerEvents = 'none';
    pill.style.pointerEvents = 'auto';
    letMove(widget, pill, root);
    followKept(widget, pill);
  }
  if (!isFirst) return;
  const followColours = followTheme();
  watchPage(() => {
    look?.();
    followColours();
    const now = attended && pillOf(attended);
    if (now) keepClear(now);
    if (document.querySelector(INLINE)) attended?.preload();
    if (attended) stateLine?.(attended);
  });
};

/**
 * For the script tag: also puts the element back when the page removes it. Calling it again changes
 * nothing.
 *
 * @param own whether the page has written the element itself
 */
export const attend = (widget: Widget, own: boolean): void => {
  if (attended) return;
  const { keeper } = widget;
  if (keeper) {
    warn(
      `this page loads two versions, ${keeper} and ${import.meta.url}. Only the first works; remove the other script tag.`,
    );
    return;
  }
  widget.keeper = import.meta.url;
  const placed = new Placed(widget, own);
  lookAfter(widget, () => placed.look());
};
