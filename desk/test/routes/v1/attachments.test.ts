import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import sharp from 'sharp';
import * as v from 'valibot';
import { AttachmentSchema, type Attachment } from '../../../../src/contract/attachment.ts';
import { ContactSchema } from '../../../../src/contract/contact.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import { removeOldAttachments } from '../../../src/jobs/retention.ts';
import { createLog } from '../../../src/log.ts';
import { PictureFailure, type Pictures } from '../../../src/pictures/pictures.ts';
import { DAY, NOW, ORIGIN, query, startDesk, type Desk } from '../../support/fixture.ts';
import {
  jpegOf,
  noiseOf,
  photoOf,
  pngOf,
  runningPictures,
  upload,
  uploaded,
  webpOf,
} from '../../support/pictures.ts';

const pictures = await runningPictures();

type Settings = NonNullable<Parameters<typeof startDesk>[1]>;

const start = (t: TestContext, settings: Settings = {}): Promise<Desk> =>
  startDesk(t, { pictures, ...settings });

const made = async (answer: Response): Promise<Attachment> => {
  assert.equal(answer.status, 201, await answer.clone().text());
  return v.parse(v.strictObject(AttachmentSchema.entries), await answer.json());
};

const problemOf = async (answer: Response): Promise<[number, string, string?]> => {
  const { code, errors } = v.parse(ProblemSchema, await answer.json());
  const [error] = errors ?? [];
  return error ? [answer.status, code, `${error.pointer} ${error.code}`] : [answer.status, code];
};

async function rowsOf({ url }: Desk): Promise<number> {
  const [row] = await query(url, 'select count(*) as count from attachment');
  return Number(row?.count);
}

async function dataOf({ url }: Desk, id: string): Promise<Buffer> {
  const [row] = await query(url, `select data from attachment_data where id = '${id}'`);
  return Buffer.from(row?.data as Uint8Array);
}

describe('POST /v1/attachments', () => {
  it('keeps a JPEG, PNG or WebP as a JPEG, for a day', async (t) => {
    const desk = await start(t);
    for (const file of [await jpegOf(), await pngOf(), await webpOf()]) {
      const { id, expiresAt, bytes, ...rest } = await made(await upload(desk, file));
      assert.deepEqual(rest, { type: 'image/jpeg', width: 60, height: 40 });
      assert.match(id, /^[\w-]{22}$/);
      assert.equal(expiresAt, new Date(NOW + DAY).toISOString());
      const data = await dataOf(desk, id);
      assert.equal(data.length, bytes);
      const { format, width } = await sharp(data).metadata();
      assert.deepEqual([format, width], ['jpeg', 60]);
    }
  });

  it('turns a photo upright, makes it smaller, and removes where it was taken', async (t) => {
    const desk = await start(t);
    const photo = await photoOf({ width: 4000, height: 3000 });
    assert.ok(photo.includes('CANARY'));
    assert.ok((await sharp(photo).metadata()).exif);
    const { id, width, height } = await made(await upload(desk, photo));
    assert.deepEqual([width, height], [1500, 2000]);
    const data = await dataOf(desk, id);
    const { exif, xmp, icc, orientation } = await sharp(data).metadata();
    assert.deepEqual([exif, xmp, icc, orientation], Array(4).fill(undefined));
    assert.ok(!data.includes('CANARY') && !data.includes('Exif'));
  });

  it('does not enlarge a small picture, and lays a transparent one on white', async (t) => {
    const desk = await start(t);
    const empty = await sharp({
      create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const { id, width } = await made(await upload(desk, empty));
    assert.equal(width, 8);
    const { channels } = await sharp(await dataOf(desk, id)).stats();
    assert.deepEqual(
      channels.map(({ min }) => min),
      [255, 255, 255],
    );
  });

  it('goes by what a file is, not by its name', async (t) => {
    const desk = await start(t);
    await made(await upload(desk, await pngOf(), { name: 'invoice.html' }));
    const script = '<script>alert(1)</script>';
    const gif = Buffer.from('R0lGODlhAQABAAAAACw=', 'base64');
    for (const file of [
      Buffer.from(`<html>${script}`),
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
      Buffer.from(`GIF89a/*${script}`),
      Buffer.from('%PDF-1.7'),
      gif,
      Buffer.alloc(0),
    ])
      assert.deepEqual(await problemOf(await upload(desk, file, { name: 'holiday.jpg' })), [
        422,
        'picture-not-readable',
        '/file type',
      ]);
    assert.equal(await rowsOf(desk), 1);
  });

  it('keeps nothing of what is hidden in or behind a picture', async (t) => {
    const desk = await start(t);
    const behind = Buffer.concat([await jpegOf(), Buffer.from('<script>CANARY</script>')]);
    const { id } = await made(await upload(desk, behind));
    assert.ok(!(await dataOf(desk, id)).includes('CANARY'));
    const disguised = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff]),
      Buffer.from('<html><script>alert(1)</script>'),
    ]);
    assert.deepEqual(await problemOf(await upload(desk, disguised)), [
      422,
      'picture-not-readable',
      '/file damaged',
    ]);
  });

  it('refuses a bomb by its header, and a picture that is not whole', async (t) => {
    const desk = await start(t);
    const bomb = await pngOf();
    // The size in the header, and its checksum.
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    const begun = performance.now();
    assert.deepEqual(await problemOf(await upload(desk, bomb)), [
      422,
      'picture-not-readable',
      '/file too-many-pixels',
    ]);
    assert.ok(performance.now() - begun < 2_000);
    for (const whole of [await pngOf({ width: 300 }), await jpegOf({ width: 300 })])
      assert.deepEqual(await problemOf(await upload(desk, whole.subarray(0, whole.length - 40))), [
        422,
        'picture-not-readable',
        '/file damaged',
      ]);
    await made(await upload(desk, await pngOf()));
    assert.equal(await rowsOf(desk), 1);
  });

  it('refuses more than 5 MB, and a body that is no form with one file', async (t) => {
    const desk = await start(t);
    const send = (body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
      desk.app.request('/v1/attachments', {
        method: 'POST',
        body,
        headers: { 'Idempotency-Key': 'a', ...headers },
      }) as Promise<Response>;
    assert.deepEqual(await problemOf(await upload(desk, randomBytes(5 * 1024 * 1024 + 1))), [
      413,
      'body-too-large',
    ]);
    assert.deepEqual(await problemOf(await upload(desk, randomBytes(6 * 1024 * 1024))), [
      413,
      'body-too-large',
    ]);
    assert.deepEqual(
      await problemOf(await send('x', { 'Content-Length': String(6 * 1024 * 1024) })),
      [413, 'body-too-large'],
    );
    assert.deepEqual(await problemOf(await send('{}', { 'Content-Type': 'application/json' })), [
      415,
      'unsupported-media-type',
    ]);
    assert.deepEqual(
      await problemOf(await send('x', { 'Content-Type': 'multipart/form-data; boundary=b' })),
      [400, 'invalid-body', ' form-data'],
    );
    const text = new FormData();
    text.append('file', 'no file');
    const two = new FormData();
    for (const name of ['a', 'b']) two.append('file', new Blob(['x']), name);
    assert.deepEqual(await problemOf(await send(text)), [400, 'invalid-body', '/file missing']);
    assert.deepEqual(await problemOf(await send(two)), [400, 'invalid-body', '/file one']);
    assert.deepEqual(
      await problemOf(await upload(desk, await pngOf(), { headers: { 'Idempotency-Key': '' } })),
      [400, 'idempotency-key-missing'],
    );
    assert.equal(await rowsOf(desk), 0);
  });

  it('gives the same screenshot to the same key and file, sent again or at once', async (t) => {
    const desk = await start(t);
    const [file, other] = [await pngOf(), await webpOf()];
    const headers = { 'Idempotency-Key': 'again' };
    const answers = await Promise.all([1, 2, 3].map(() => upload(desk, file, { headers })));
    answers.push(await upload(desk, file, { headers }));
    const ids = await Promise.all(
      answers.map(async (one) => ((await one.json()) as Attachment).id),
    );
    assert.equal(new Set(ids).size, 1);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 201]);
    assert.equal(answers.at(-1)?.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(await problemOf(await upload(desk, other, { headers })), [
      422,
      'idempotency-key-reused',
    ]);
    assert.equal(await rowsOf(desk), 1);
    desk.clock.now += DAY;
    await made(await upload(desk, other, { headers }));
    assert.equal(await rowsOf(desk), 1);
  });

  it('is limited per address, and for all addresses, by number and by size', async (t) => {
    const desk = await start(t, { desk: { attachments: { perAddressPerHour: 2, perHour: 3 } } });
    const file = await pngOf();
    const from = (address: string, sent = file): Promise<Response> =>
      upload(desk, sent, { address });
    await made(await from('192.0.2.1'));
    await made(await from('192.0.2.1'));
    const refused = await from('192.0.2.1');
    assert.equal(refused.headers.get('retry-after'), '3600');
    assert.deepEqual(await problemOf(refused), [429, 'too-many-requests']);
    const big = Buffer.concat([await noiseOf(900, 900)]);
    assert.ok(big.length > 2 * 1024 * 1024);
    assert.deepEqual(await problemOf(await from('192.0.2.2', big)), [429, 'too-many-requests']);
    await made(await from('192.0.2.3'));
    assert.deepEqual(await problemOf(await from('192.0.2.4')), [429, 'too-many-requests']);
    desk.clock.now += 3_600_001;
    await made(await from('192.0.2.1'));
  });

  it('takes no more than there is room for, and says so to the operator', async (t) => {
    const logged: string[] = [];
    const log = createLog('warn', {
      write: (line) => void logged.push((JSON.parse(line) as { msg: string }).msg),
    });
    const desk = await start(t, {
      desk: { attachments: { megabytes: 1 } },
      log,
    });
    const noise = await noiseOf(800, 800);
    const sizes: number[] = [];
    for (let answer = await upload(desk, noise); ; answer = await upload(desk, noise)) {
      if (answer.status !== 201) {
        assert.deepEqual(await problemOf(answer), [507, 'attachments-full']);
        break;
      }
      sizes.push((await made(answer)).bytes);
    }
    assert.ok(sizes.length > 0);
    assert.ok((await desk.store.attachments.totalBytes()) <= 1024 * 1024);
    assert.deepEqual(logged, ['no room for more screenshots']);
    desk.clock.now += DAY;
    await clean(desk);
    await made(await upload(desk, noise));
  });

  it('is off with `max: 0`, and unavailable where no picture can be drawn', async (t) => {
    const off = await start(t, { desk: { attachments: { max: 0 } } });
    assert.deepEqual(await problemOf(await upload(off, await pngOf())), [
      404,
      'attachments-unavailable',
    ]);
    const cannot = { ...pictures, available: () => false };
    const without = await start(t, { pictures: cannot });
    const refused = await upload(without, await pngOf());
    assert.equal(refused.headers.get('retry-after'), '600');
    assert.deepEqual(await problemOf(refused), [503, 'unavailable']);
    const most = async (desk: Desk): Promise<number | undefined> =>
      v.parse(ContactSchema, await (await desk.get('/v1/contact')).json()).attachments?.most;
    assert.deepEqual(
      [await most(off), await most(without), await most(await start(t))],
      [undefined, undefined, 5],
    );
  });

  it('blames the file that hangs, and nobody for a process that dies', async (t) => {
    const failing = (kind: PictureFailure['kind']): Pictures => ({
      ...pictures,
      shrink: () => Promise.reject(new PictureFailure(kind)),
    });
    const answer = async (kind: PictureFailure['kind']) =>
      problemOf(await upload(await start(t, { pictures: failing(kind) }), await pngOf()));
    assert.deepEqual(await answer('timeout'), [422, 'picture-not-readable', '/file damaged']);
    assert.deepEqual(await answer('crashed'), [503, 'unavailable']);
  });

  it('lets only pages of the shop read the answer', async (t) => {
    const desk = await start(t);
    const from = async (Origin: string): Promise<string | null> =>
      (await upload(desk, await pngOf(), { headers: { Origin } })).headers.get(
        'access-control-allow-origin',
      );
    assert.deepEqual([await from(ORIGIN), await from('https://other.example')], [ORIGIN, null]);
  });
});

const clean = ({ store, clock, app }: Desk): Promise<void> => {
  assert.ok(app.config);
  return removeOldAttachments(
    { store, config: app.config, clock: () => clock.now, log: createLog('silent') },
    new AbortController().signal,
  );
};

describe('screenshots that nobody claims', () => {
  it('are deleted after a day, with their bytes', async (t) => {
    const desk = await start(t);
    await uploaded(desk);
    desk.clock.now += DAY - 1;
    await clean(desk);
    assert.equal(await rowsOf(desk), 1);
    desk.clock.now += 1;
    await clean(desk);
    assert.equal(await rowsOf(desk), 0);
    assert.deepEqual(await query(desk.url, 'select id from attachment_data'), []);
  });
});

/** The checksum of a part of a PNG. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
