/**
 * Minutes of a wait, as everything says them: nobody waits “0–1 minutes”. A desk may send something
 * else by mistake, so nothing is taken apart here.
 */
export const waitRange = (wait: readonly [number, number]): string =>
  wait[0] < wait[1] && wait[1] > 1 ? `${wait[0] || 1}–${wait[1]}` : `${wait[1] || 1}`;
