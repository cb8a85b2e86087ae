import { firstDrawing, nextDrawing, type Drawing } from '../core/picture-size.ts';
import { pixelsOf, type Box } from '../core/redaction.ts';

/** A picture as it is sent: drawn anew, so that it holds pixels and nothing else. */
export interface DrawnPicture {
  readonly data: Blob;
  readonly width: number;
  readonly height: number;
}

/** Why a file could not be drawn. `heic`: what iPhones take photos in, and few browsers read. */
export type Unreadable = 'heic' | 'other';

/** Rejected with by {@link drawPicture}. */
export class UnreadablePicture extends Error {
  constructor(readonly reason: Unreadable) {
    super(reason);
  }
}

interface Decoded {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  release(): void;
}

/** Whether the first bytes are those of HEIF: `ftyp`, then one of its brands. */
const isHeic = async (file: Blob): Promise<boolean> => {
  // Browsers from before 2021 have no `arrayBuffer` of a Blob; nor does it matter there.
  const bytes = new Uint8Array((await file.slice(0, 12).arrayBuffer?.()) ?? []);
  return /^.{4}ftyp(hei|hev|mif|msf)/s.test(String.fromCharCode(...bytes));
};

/** By an element. Pages may forbid it with the policy `img-src`. */
const decodeByElement = async (file: Blob): Promise<Decoded> => {
  const image = new Image();
  const url = URL.createObjectURL(file);
  const release = (): void => URL.revokeObjectURL(url);
  try {
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    return { source: image, width, height, release };
  } catch (error) {
    release();
    throw error;
  }
};

/**
 * Decodes a picture, upright, beside the main thread. By `createImageBitmap` where it knows upright
 * (no policy of a page forbids it), else by an element: those turn pictures by themselves.
 */
const decode = async (file: Blob): Promise<Decoded> => {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const { width, height } = bitmap;
    return { source: bitmap, width, height, release: () => bitmap.close() };
  } catch {
    return decodeByElement(file);
  }
};

/** Draws a picture onto a canvas, on white, with the boxes black. */
const paint = (
  canvas: HTMLCanvasElement,
  { source }: Decoded,
  { width, height }: { width: number; height: number },
  boxes: readonly Box[],
): void => {
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new UnreadablePicture('other');
  pen.imageSmoothingQuality = 'high';
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(source, 0, 0, width, height);
  pen.fillStyle = '#000';
  for (const box of boxes) {
    const pixels = pixelsOf(box, { width, height });
    pen.fillRect(pixels.x, pixels.y, pixels.width, pixels.height);
  }
};

/**
 * Draws a picture anew: upright, at most 1600 pixels on its longest side and 400 kB, as a JPEG,
 * with the boxes black. Decoding and encoding happen beside the main thread; a worker of our own
 * would need a policy that many pages do not have.
 * @throws UnreadablePicture if this browser cannot read the file
 */
export const drawPicture = async (
  file: Blob,
  boxes: readonly Box[] = [],
): Promise<DrawnPicture> => {
  const decoded = await decode(file).catch(async () => {
    const heic = await isHeic(file).catch(() => false);
    throw new UnreadablePicture(heic ? 'heic' : 'other');
  });
  try {
    const canvas = document.createElement('canvas');
    let drawing: Drawing | undefined = firstDrawing(decoded.width, decoded.height);
    for (;;) {
      const { width, height, quality } = drawing;
      paint(canvas, decoded, drawing, boxes);
      const data = await new Promise<Blob | null>((resolve) =>
        canvas.toBlob(resolve, 'image/jpeg', quality),
      );
      if (!data) throw new UnreadablePicture('other');
      drawing = nextDrawing(drawing, data.size);
      if (!drawing) return { data, width, height };
    }
  } finally {
    decoded.release();
  }
};

/**
 * Shows a picture on a canvas of a page. Without an address of its own, which a page's policy may
 * forbid.
 * @param most its longest side, pixels
 */
export const showPicture = async (
  canvas: HTMLCanvasElement,
  { data, width, height }: DrawnPicture,
  most: number,
): Promise<void> => {
  const decoded = await decode(data);
  const by = Math.min(1, most / Math.max(width, height));
  const size = (side: number): number => Math.max(1, Math.round(side * by));
  paint(canvas, decoded, { width: size(width), height: size(height) }, []);
  decoded.release();
};
