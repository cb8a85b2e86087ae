/** Under this key the tab keeps where the member has put the pill. */
export const MOVED = 'hotline:pill';

/** Where the member has put the pill; others may have written anything into it. */
interface Moved {
  /** Whether it is at the left side of the window. */
  left?: unknown;
  /** How far up, px. */
  up?: unknown;
  /** Whether it is tucked away at the side. */
  tucked?: unknown;
}

/**
 * What the tab keeps until the visit ends; null if the pill is where the shop wants it. A page may
 * forbid storage.
 */
export const recallMoved = (): Moved | null => {
  try {
    return JSON.parse(sessionStorage.getItem(MOVED) as string) as Moved | null;
  } catch {
    return null;
  }
};
