import { after } from 'node:test';
import sharp from 'sharp';
import type { Attachment } from '../../../src/contract/attachment.ts';
import { createPictures, type Pictures } from '../../src/pictures/pictures.ts';
import type { Desk } from './fixture.ts';

/** One process for all tests of a file, as a desk has one. */
export async function runningPictures(): Promise<Pictures> {
  // The machine may be busy with other tests.
  const pictures = createPictures({ maxStartMs: 120_000 });
  after(() => pictures.close());
  if (!(await pictures.found)) throw new Error('sharp does not load here');
  return pictures;
}

interface Shape {
  width?: number;
  height?: number;
}

const drawn = ({ width = 60, height = 40 }: Shape) =>
  sharp({ create: { width, height, channels: 3, background: '#2457d6' } });

export const pngOf = (shape: Shape = {}): Promise<Buffer> => drawn(shape).png().toBuffer();
export const webpOf = (shape: Shape = {}): Promise<Buffer> => drawn(shape).webp().toBuffer();
export const jpegOf = (shape: Shape = {}): Promise<Buffer> => drawn(shape).jpeg().toBuffer();

/** As a phone takes it: lying on its side, and with the place where it was taken. */
export const photoOf = (shape: Shape): Promise<Buffer> =>
  drawn(shape)
    .jpeg()
    .withExif({
      IFD0: { Make: 'CANARY', Model: 'CANARY' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 49/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();

/** What a stranger cannot compress: noise. */
export const noiseOf = (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', sigma: 90, mean: 128 },
    },
  })
    .png()
    .toBuffer();

let uploads = 0;

/** Sends a file as a browser does. */
export async function upload(
  desk: Desk,
  file: Uint8Array,
  {
    headers = {},
    name = 'screenshot.png',
    address = '192.0.2.1',
    field = 'file',
  }: { headers?: Record<string, string>; name?: string; address?: string; field?: string } = {},
): Promise<Response> {
  const body = new FormData();
  body.append(field, new Blob([new Uint8Array(file)]), name);
  return desk.app.request(
    '/v1/attachments',
    { method: 'POST', body, headers: { 'Idempotency-Key': `upload-${++uploads}`, ...headers } },
    { incoming: { socket: { remoteAddress: address } } },
  );
}

/** The id of a new screenshot that waits to be claimed. */
export async function uploaded(desk: Desk): Promise<string> {
  const answer = await upload(desk, await pngOf());
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as Attachment).id;
}
