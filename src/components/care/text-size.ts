import { readKept } from '../../device/kept.ts';

/** Under this key the device keeps the size of the text in care mode, once the member chose one. */
export const TEXT_SIZE = 'hotline:text-size';
const SMALLEST = 20;
/** Sizes of the main text in care mode, px. */
export const TEXT_SIZES: readonly number[] = [SMALLEST, 25, 30];

/** The size that the member has chosen, px; the smallest if none. */
export const keptTextSize = (): number => {
  const kept = readKept(window, TEXT_SIZE);
  return TEXT_SIZES.find((size) => size === kept) ?? SMALLEST;
};
