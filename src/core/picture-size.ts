/** What a picture is drawn with: its size in whole pixels, and the quality of the JPEG. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** From 0 to 1. */
  readonly quality: number;
}

/** The longest side of what is sent, pixels: the text of a phone's screen is still readable. */
export const MAX_SIDE = 1600;
/** What is sent has at most so many bytes: seconds on a slow phone line. */
export const MAX_BYTES = 400_000;

const QUALITY = 0.86;
/** Below it, letters on a screenshot blur more than by drawing them smaller. */
const MIN_QUALITY = 0.6;
const QUALITY_STEP = 0.13;
const SHRINK = 0.8;

const scaled = (width: number, height: number, by: number, quality: number): Drawing => ({
  width: Math.max(1, Math.floor(width * by)),
  height: Math.max(1, Math.floor(height * by)),
  quality,
});

/** How to draw a picture first: never larger than it is. */
export const firstDrawing = (width: number, height: number): Drawing =>
  scaled(width, height, Math.min(1, MAX_SIDE / Math.max(width, height)), QUALITY);

/**
 * How to draw it next, because the drawing before has too many bytes; undefined if it has not.
 * First with less quality, then smaller.
 */
export const nextDrawing = (
  { width, height, quality }: Drawing,
  bytes: number,
): Drawing | undefined => {
  if (bytes <= MAX_BYTES || Math.max(width, height) === 1) return undefined;
  const less = quality - QUALITY_STEP;
  return less >= MIN_QUALITY
    ? { width, height, quality: less }
    : scaled(width, height, SHRINK, quality);
};
