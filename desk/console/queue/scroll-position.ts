/** All in px. */
interface Kept {
  /** Wanted distance of the row from the top edge of the list. */
  top: number;
  /** New offset of the row from the first row. */
  start: number;
  /** Height of all rows. */
  total: number;
  /** Visible height of the list. */
  height: number;
  /** Whether blank space may be added so that the row stays exactly in place, as under a mouse. */
  pinned: boolean;
}

/** Scroll offset, and blank space above and below the rows, that keep one row in place. */
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
