import { expect } from '@open-wc/testing';
import { FITTING, MAX_SCALE, moved, zoomed } from './zoom.ts';

const PHONE = { picture: { width: 300, height: 600 }, room: { width: 800, height: 600 } };
const MIDDLE = { x: 0, y: 0 };

describe('zoomed', () => {
  it('enlarges around the middle, and no more than eight times', () => {
    expect(zoomed(FITTING, 2, MIDDLE, PHONE)).to.deep.equal({ scale: 2, x: 0, y: 0 });
    expect(zoomed(FITTING, 99, MIDDLE, PHONE).scale).to.equal(MAX_SCALE);
  });

  it('keeps what is under the pointer where it is', () => {
    const point = { x: 40, y: -120 };
    const { scale, y } = zoomed(FITTING, 2, point, PHONE);
    expect((point.y - y) / scale).to.equal(point.y);
  });

  it('comes back to the whole picture in the middle', () => {
    const near = zoomed(FITTING, 4, { x: 100, y: 200 }, PHONE);
    expect(zoomed(near, 0.01, { x: 100, y: 200 }, PHONE)).to.deep.equal(FITTING);
  });
});

describe('moved', () => {
  it('stops at the edge of the picture', () => {
    const near = zoomed(FITTING, 2, MIDDLE, PHONE);
    expect(moved(near, { x: 0, y: 1000 }, PHONE)).to.deep.equal({ scale: 2, x: 0, y: 300 });
    expect(moved(near, { x: 0, y: -1000 }, PHONE).y).to.equal(-300);
  });

  it('leaves a picture in the middle that is narrower than the room', () => {
    expect(moved(FITTING, { x: 50, y: 50 }, PHONE)).to.deep.equal(FITTING);
    expect(moved(zoomed(FITTING, 2, MIDDLE, PHONE), { x: 50, y: 0 }, PHONE).x).to.equal(0);
  });
});
