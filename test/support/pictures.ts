/** A picture of one colour, or of what `draw` draws on it. */
export const pictureFile = async (
  name = 'shot.png',
  {
    width = 80,
    height = 60,
    type = 'image/png',
    draw = (pen: CanvasRenderingContext2D) => {
      pen.fillStyle = '#e33';
      pen.fillRect(0, 0, width, height);
    },
  } = {},
): Promise<File> => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  draw(canvas.getContext('2d') as CanvasRenderingContext2D);
  const data = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.9));
  return new File([data as Blob], name, { type });
};

/** Red, green, blue of a pixel of a picture. */
export const colourAt = async (data: Blob, x: number, y: number): Promise<number[]> => {
  const bitmap = await createImageBitmap(data);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.drawImage(bitmap, 0, 0);
  return [...pen.getImageData(x, y, 1, 1).data].slice(0, 3);
};

const bytes = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/**
 * A JPEG with EXIF: turned by a quarter, as a phone held upright writes it, and with the place
 * where it was taken.
 */
export const taggedJpeg = async (jpeg: File): Promise<File> => {
  const plain = new Uint8Array(await jpeg.arrayBuffer());
  const tiff = [
    ...bytes('MM'),
    ...[0, 42, 0, 0, 0, 8],
    ...[0, 2],
    // Orientation (0x0112), one short: 6.
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0],
    // GPS (0x8825), a directory at 38.
    ...[0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38],
    ...[0, 0, 0, 0],
    ...[0, 1],
    // Latitude: north (0x0001).
    ...[0, 1, 0, 2, 0, 0, 0, 2, ...bytes('N'), 0, 0, 0],
    ...[0, 0, 0, 0],
    ...bytes('GPS-SECRET'),
  ];
  const exif = [...bytes('Exif'), 0, 0, ...tiff];
  const length = exif.length + 2;
  const segment = [0xff, 0xe1, length >> 8, length & 255, ...exif];
  return new File([plain.slice(0, 2), new Uint8Array(segment), plain.slice(2)], jpeg.name, {
    type: 'image/jpeg',
  });
};

/** The bytes of a file, as text: one letter each. */
export const asText = async (data: Blob): Promise<string> =>
  [...new Uint8Array(await data.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join('');

/** An upload that the page has begun. The test says what becomes of it. */
export class FakeUpload {
  static all: FakeUpload[] = [];
  readonly headers: Record<string, string> = {};
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  status = 0;
  responseText = '';
  timeout = 0;
  isAborted = false;
  body: FormData | undefined;
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  private _answered: Record<string, string> = {};

  open(): void {
    FakeUpload.all.push(this);
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  getResponseHeader(name: string): string | null {
    return this._answered[name] ?? null;
  }
  send(body: FormData): void {
    this.body = body;
  }
  abort(): void {
    this.isAborted = true;
    this.onabort?.();
  }

  get file(): File {
    return this.body?.get('file') as File;
  }
  progress(part: number): void {
    this.upload.onprogress?.({ loaded: part * 100, total: 100 });
  }
  cut(): void {
    this.onerror?.();
  }
  answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this._answered = headers;
    this.onload?.();
  }
  /** The desk has stored it under an id that begins with this letter. */
  arrive(letter: string): void {
    this.answer(201, { id: letter.repeat(22) });
  }
}
