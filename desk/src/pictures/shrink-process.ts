import { sendReply, type Shrunk } from './messages.ts';

/**
 * A process of its own that draws pictures of strangers anew: a file that hangs, crashes or eats the
 * memory of the library takes this process with it, and not the desk. It holds no secret.
 */

/** A picture with more is refused before it is decoded: 160 MB of memory. */
const MAX_PIXELS = 40_000_000;
/** Small text is still legible, and a picture has a few hundred kB. */
const LONGEST_SIDE = 2_000;
const QUALITY = 85;
/** The library gives up by itself then, s. */
const GIVE_UP_S = 8;

/** Throws where the library has no build for this machine. */
async function load() {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  // No other reader may look at the bytes: not SVG, PDF, GIF, TIFF, HEIF, nor whatever comes.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
    ],
  });
  return sharp;
}

type Sharp = Awaited<ReturnType<typeof load>>;

async function shrink(sharp: Sharp, bytes: Uint8Array): Promise<Shrunk> {
  const input = { limitInputPixels: MAX_PIXELS, failOn: 'error' } as const;
  let size;
  try {
    // Reads the header only.
    size = await sharp(bytes, { ...input, limitInputPixels: false }).metadata();
  } catch {
    return { kind: 'damaged' };
  }
  if (size.width * size.height > MAX_PIXELS) return { kind: 'too-many-pixels' };
  try {
    const { data, info } = await sharp(bytes, input)
      .timeout({ seconds: GIVE_UP_S })
      .autoOrient()
      .resize({
        width: LONGEST_SIDE,
        height: LONGEST_SIDE,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#fff' })
      // Without subsampling: red letters on white stay sharp. No metadata unless it is asked for.
      .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
      .toBuffer({ resolveWithObject: true });
    return { kind: 'shrunk', width: info.width, height: info.height, data };
  } catch {
    return { kind: 'damaged' };
  }
}

const sharp = await load();
process.on('message', (bytes: Uint8Array) => {
  void shrink(sharp, bytes).then(sendReply);
});
// The desk is gone.
process.on('disconnect', () => process.exit(0));
sendReply({ kind: 'ready' });
