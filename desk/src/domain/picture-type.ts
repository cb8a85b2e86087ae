import type { PICTURE_TYPES } from '../../../src/contract/attachment.ts';

type PictureType = (typeof PICTURE_TYPES)[number];

/** A larger file is refused unread. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;

const ascii = (bytes: Uint8Array, from: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[from + index] === letter.charCodeAt(0));

/** What a file is by its first bytes, whatever it is called. Undefined for all but three types. */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (ascii(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (ascii(bytes, 0, 'RIFF') && ascii(bytes, 8, 'WEBP')) return 'image/webp';
  return undefined;
}
