import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  boxAround,
  boxBetween,
  growBox,
  MIN_SIDE,
  moveBox,
  pixelsOf,
  sizeBox,
  type Box,
} from '../../src/core/redaction.ts';

const BOX: Box = { left: 0.25, top: 0.5, width: 0.5, height: 0.25 };

describe('boxes over a picture', () => {
  it('lie between two corners, whichever is named first', () => {
    const box = boxBetween({ x: 0.75, y: 0.5 }, { x: 0.25, y: 0.75 });
    expect(box).to.deep.equal({ left: 0.25, top: 0.5, width: 0.5, height: 0.25 });
  });

  it('stop at the edge when they move', () => {
    expect(moveBox(BOX, { x: 2, y: -2 })).to.deep.equal({ ...BOX, left: 0.5, top: 0 });
  });

  it('stop at the edge when they get larger, and stay to be seen when smaller', () => {
    expect(sizeBox(BOX, { x: 2, y: 2 })).to.deep.equal({ ...BOX, width: 0.75, height: 0.5 });
    const small = sizeBox(BOX, { x: -2, y: -2 });
    expect(small).to.deep.equal({ ...BOX, width: MIN_SIDE, height: MIN_SIDE });
  });

  it('stay inside the picture, whatever is done to them', () => {
    const far = fc.double({ min: -3, max: 3, noNaN: true });
    const spot = fc.record({ x: far, y: far });
    fc.assert(
      fc.property(spot, spot, far, (one, other, by) => {
        for (const box of [
          boxBetween(one, other),
          boxAround(one),
          moveBox(boxAround(one), other),
          sizeBox(boxAround(one), other),
          growBox(boxAround(one), by),
        ]) {
          expect(Math.min(box.left, box.top)).to.be.at.least(0);
          expect(box.left + box.width).to.be.at.most(1.000001);
          expect(box.top + box.height).to.be.at.most(1.000001);
          expect(Math.min(box.width, box.height)).to.be.at.least(MIN_SIDE);
        }
      }),
    );
  });
});

describe('pixelsOf', () => {
  it('blackens each pixel that a box touches, and one more around it', () => {
    const box = { left: 0.101, top: 0.2, width: 0.3, height: 0.3 };
    expect(pixelsOf(box, { width: 100, height: 10 })).to.deep.equal({
      x: 9,
      y: 1,
      width: 33,
      height: 5,
    });
  });

  it('ends with the picture', () => {
    const all = { left: 0, top: 0, width: 1, height: 1 };
    expect(pixelsOf(all, { width: 7, height: 5 })).to.deep.equal({
      x: 0,
      y: 0,
      width: 7,
      height: 5,
    });
  });
});
