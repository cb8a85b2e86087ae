/** A part of a picture that is blacked out, as parts of its width and height: 0 to 1. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A place on a picture, as parts of its width and height. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** No box gets smaller than this part of the picture. */
export const MIN_SIDE = 0.02;

const between = (value: number, min: number, max: number): number =>
  Math.min(Math.max(value, min), max);

/** The box, whole inside the picture, and not too small to be seen. */
export const insidePicture = ({ left, top, width, height }: Box): Box => {
  const wide = between(width, MIN_SIDE, 1);
  const high = between(height, MIN_SIDE, 1);
  return {
    left: between(left, 0, 1 - wide),
    top: between(top, 0, 1 - high),
    width: wide,
    height: high,
  };
};

/** The box between two corners. */
export const boxBetween = (one: Spot, other: Spot): Box => {
  const [x1, y1, x2, y2] = [one.x, one.y, other.x, other.y].map((side) => between(side, 0, 1)) as [
    number,
    number,
    number,
    number,
  ];
  return insidePicture({
    left: Math.min(x1, x2),
    top: Math.min(y1, y2),
    width: Math.abs(x1 - x2),
    height: Math.abs(y1 - y2),
  });
};

/** A box of the usual size, about a line of text, around a spot. */
export const boxAround = ({ x, y }: Spot): Box => {
  const [width, height] = [0.4, 0.06];
  return insidePicture({ left: x - width / 2, top: y - height / 2, width, height });
};

/** The box, elsewhere: it stops at the edge of the picture. */
export const moveBox = (box: Box, by: Spot): Box =>
  insidePicture({ ...box, left: box.left + by.x, top: box.top + by.y });

/** The box with its right and lower edge elsewhere: they stop at the edge of the picture. */
export const sizeBox = (box: Box, by: Spot): Box =>
  insidePicture({
    ...box,
    width: Math.min(box.width + by.x, 1 - box.left),
    height: Math.min(box.height + by.y, 1 - box.top),
  });

/** Larger or smaller on all sides. */
export const growBox = (box: Box, by: number): Box =>
  insidePicture({
    left: box.left - by / 2,
    top: box.top - by / 4,
    width: box.width + by,
    height: box.height + by / 2,
  });

/**
 * The pixels that a box blackens: all that it touches, and one more on each side, because scaling
 * a picture mixes each pixel with those beside it.
 */
export const pixelsOf = (
  { left, top, width, height }: Box,
  picture: { readonly width: number; readonly height: number },
): { x: number; y: number; width: number; height: number } => {
  const x = Math.max(0, Math.floor(left * picture.width) - 1);
  const y = Math.max(0, Math.floor(top * picture.height) - 1);
  return {
    x,
    y,
    width: Math.min(picture.width, Math.ceil((left + width) * picture.width) + 1) - x,
    height: Math.min(picture.height, Math.ceil((top + height) * picture.height) + 1) - y,
  };
};
