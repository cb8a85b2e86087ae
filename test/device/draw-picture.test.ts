import { expect } from '@open-wc/testing';
import { MAX_BYTES } from '../../src/core/picture-size.ts';
import { drawPicture, UnreadablePicture } from '../../src/device/draw-picture.ts';
import { asText, colourAt, pictureFile, taggedJpeg } from '../support/pictures.ts';

const reasonOf = (file: Blob): Promise<unknown> =>
  drawPicture(file).then(
    () => 'drawn',
    (error: unknown) => (error instanceof UnreadablePicture ? error.reason : error),
  );

describe('drawPicture', () => {
  afterEach(() => Reflect.deleteProperty(window, 'createImageBitmap'));

  for (const way of ['createImageBitmap', 'an element']) {
    describe(`by ${way}`, () => {
      const { createImageBitmap } = window;
      beforeEach(() => {
        if (way === 'an element') Object.assign(window, { createImageBitmap: undefined });
      });
      afterEach(() => Object.assign(window, { createImageBitmap }));

      it('turns a photo upright, and drops what the phone has noted of it', async () => {
        const photo = await taggedJpeg(
          await pictureFile('photo.jpg', {
            type: 'image/jpeg',
            draw: (pen) => {
              pen.fillStyle = '#00f';
              pen.fillRect(0, 0, 40, 60);
              pen.fillStyle = '#0f0';
              pen.fillRect(40, 0, 40, 60);
            },
          }),
        );
        expect(await asText(photo)).to.include('GPS-SECRET');
        const { data, width, height } = await drawPicture(photo);
        Object.assign(window, { createImageBitmap });
        expect({ width, height }).to.deep.equal({ width: 60, height: 80 });
        const text = await asText(data);
        expect(text).not.to.include('GPS-SECRET').and.not.to.include('Exif');
        expect((await colourAt(data, 30, 10))[2], 'blue is at the top').to.be.greaterThan(200);
        expect((await colourAt(data, 30, 70))[1], 'green is at the bottom').to.be.greaterThan(200);
      });
    });
  }

  it('makes boxes black pixels, and leaves the rest', async () => {
    const { data } = await drawPicture(await pictureFile(), [
      { left: 0.25, top: 0.25, width: 0.5, height: 0.5 },
    ]);
    for (const [x, y] of [
      [21, 16],
      [40, 30],
      [58, 43],
    ] as const)
      expect(Math.max(...(await colourAt(data, x, y))), `${x}, ${y}`).to.be.lessThan(8);
    expect((await colourAt(data, 5, 5))[0]).to.be.greaterThan(200);
  });

  it('brings a large picture to 1600 pixels and 400 kB', async () => {
    const noise = await pictureFile('noise.png', {
      width: 2400,
      height: 1800,
      draw: (pen) => {
        const pixels = pen.createImageData(2400, 1800);
        let seed = 1;
        for (let i = 0; i < pixels.data.length; i++)
          pixels.data[i] = i % 4 === 3 ? 255 : (seed = (seed * 16807) % 2147483647) & 255;
        pen.putImageData(pixels, 0, 0);
      },
    });
    const { data, width, height } = await drawPicture(noise);
    expect(data.size).to.be.at.most(MAX_BYTES);
    expect(data.type).to.equal('image/jpeg');
    expect(Math.max(width, height)).to.be.at.most(1600);
    expect(width / height).to.be.closeTo(4 / 3, 0.01);
  });

  it('says why it cannot read a file', async () => {
    const heic = new Blob([new Uint8Array([0, 0, 0, 24]), 'ftypheic\0\0\0\0mif1heic']);
    expect(await reasonOf(heic)).to.equal('heic');
    expect(await reasonOf(new Blob(['no picture']))).to.equal('other');
    expect(await reasonOf(new Blob([]))).to.equal('other');
  });
});
