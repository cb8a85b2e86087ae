/** All in px. */
interface Kept {
  /** Where the row is on the screen, from the top of the list. */
  top: number;
  /** Where it is among the rows now. */
  start: number;
  /** All rows together. */
  total: number;
  /** Of the list. */
  height: number;
  /** Whether it must not move at all, as under a mouse; otherwise only as far as scrolling can keep it. */
  pinned: boolean;
}

/** How far to scroll, and how much blank space to leave above and below the rows, so that one row stays where it is. */
export const scrollPosition = ({
  top,
  start,
  total,
  height,
  pinned,
}: Kept): { scroll: number; above: number; below: number } => {
  const scroll = Math.max(0, start - top);
  if (!pinned) return { scroll: Math.min(scroll, Math.max(0, total - height)), above: 0, below: 0 };
  const above = Math.max(0, top - start);
  return { scroll, above, below: Math.max(0, scroll + height - (total + above)) };
};
