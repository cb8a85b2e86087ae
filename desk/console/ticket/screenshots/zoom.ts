/** How a picture is shown: so many times as large as it fits, moved by so many px from the middle. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** In px: the picture as it fits, and the room that it is in. */
export interface Sizes {
  readonly picture: { readonly width: number; readonly height: number };
  readonly room: { readonly width: number; readonly height: number };
}

export const FITTING: View = { scale: 1, x: 0, y: 0 };
export const MAX_SCALE = 8;
/** By how much a button or a key enlarges. */
export const STEP = 1.5;

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** The nearest view that leaves no gap beside the picture which the picture could fill. */
function within({ scale, x, y }: View, { picture, room }: Sizes): View {
  const reach = (side: 'width' | 'height'): number =>
    Math.max(0, (picture[side] * scale - room[side]) / 2);
  const [most, highest] = [reach('width'), reach('height')];
  // No -0, which would be another view than 0.
  return { scale, x: between(-most, x, most) || 0, y: between(-highest, y, highest) || 0 };
}

/**
 * Enlarges by a factor. What is at `point` stays there.
 * @param point in px from the middle of the room
 * @example zoomed(FITTING, 2, { x: 0, y: 0 }, sizes) // { scale: 2, x: 0, y: 0 }
 */
export function zoomed(
  view: View,
  factor: number,
  point: { x: number; y: number },
  sizes: Sizes,
): View {
  const scale = between(1, view.scale * factor, MAX_SCALE);
  const grown = scale / view.scale;
  return within(
    { scale, x: point.x - (point.x - view.x) * grown, y: point.y - (point.y - view.y) * grown },
    sizes,
  );
}

/** Moves the picture by so many px, as far as there is more of it to see. */
export const moved = ({ scale, x, y }: View, by: { x: number; y: number }, sizes: Sizes): View =>
  within({ scale, x: x + by.x, y: y + by.y }, sizes);
