/** How far the pill is moved from its place, px: to the right, and up. */
export interface Spot {
  x: number;
  y: number;
}

/** Where the pill is, and where the member wants it. */
export interface Place extends Spot {
  /** How far up, px. */
  up: number;
  /** Whether the member is dragging it. */
  held?: boolean;
}

/** What floats at the bottom and is lower than this part of the window is a bar: the pill rises. */
const BAR = 0.45;
/** After so many moves, all places are taken. */
const MAX_MOVES = 5;
/** Controls of a page are at least this wide, px. */
const CONTROL = 40;
/** This much may be covered, px. */
const EDGE = 10;
/** Dialogs float, however a page has placed them. */
const DIALOG = 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]';

/** What floats over the page at a point: fixed, at the bottom of the window, or a dialog. */
const floatAt = (x: number, y: number): Element | undefined => {
  for (const found of document.elementsFromPoint(x, y)) {
    if (/^hotline-/.test(found.localName)) continue;
    for (let at: Element | null = found; at; at = at.parentElement) {
      const { position, bottom, opacity } = getComputedStyle(at);
      // What cannot be seen cannot be covered.
      if (opacity === '0') break;
      if (/^(html|body)$/.test(at.localName)) return;
      if (position === 'fixed' || (position === 'sticky' && bottom !== 'auto')) return at;
      if (at.matches(DIALOG)) return at;
    }
  }
  return undefined;
};

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

const boxOf = (element: Element): Box => {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  return { left, top, right, bottom, width, height };
};

const countOf = (root: Element | Document): number => root.getElementsByTagName('*').length;

/**
 * Whether something that fills the window is no dialog but the page itself, which scrolls in there,
 * or its background, over which the page is painted.
 */
const isPage = (float: Element, { left, top, right, bottom }: Box): boolean =>
  !float.closest(DIALOG) &&
  (2 * countOf(float) > countOf(document) ||
    !floatAt(
      (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
      (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    ));

/**
 * Where the pill covers nothing that floats over the page, such as a pay button, a bar, a sheet or
 * a dialog: over a bar, beside a button or drawer. Undefined where there is no room, or where the
 * page has covered itself: then the pill has to go.
 *
 * Judges by what is painted at the pill's place, not by names of classes.
 *
 * @param at where the pill is
 * @param up how far up the member has put it, px
 */
export const clearSpot = (pill: Element, at: Spot, up = 0): Spot | undefined => {
  const { width, height, ...box } = boxOf(pill);
  const left = box.left - at.x;
  const right = box.right - at.x;
  const bottom = box.bottom + at.y;
  const atRight = left + right > innerWidth;
  const step = (width - 2 * EDGE) / Math.ceil(width / CONTROL);
  const spot = { x: 0, y: Math.max(0, Math.min(up, bottom - height)) };
  const pages: Element[] = [];
  let moves = 0;
  /** Whether there is something from which the pill has moved away. */
  const move = (): boolean => {
    for (const y of [EDGE, height - EDGE])
      for (let x = EDGE; x < width; x += step) {
        const found = floatAt(left + spot.x + x, bottom - spot.y - y);
        if (!found || pages.includes(found)) continue;
        const float = boxOf(found);
        const rise = innerHeight - float.top;
        const aside = atRight ? innerWidth - float.left : float.right;
        const mayRise = float.height < innerHeight * BAR && rise < bottom - height;
        const mayStepAside = aside < (atRight ? left : innerWidth - right);
        if (mayStepAside && !(mayRise && rise <= aside)) spot.x = atRight ? -aside : aside;
        else if (mayRise) spot.y = rise;
        else if (isPage(found, float)) {
          pages.push(found);
          continue;
        } else moves = MAX_MOVES;
        return true;
      }
    return false;
  };
  while (move()) if (++moves > MAX_MOVES) return undefined;
  return spot;
};
