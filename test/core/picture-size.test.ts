import { expect } from '@open-wc/testing';
import { firstDrawing, MAX_BYTES, nextDrawing } from '../../src/core/picture-size.ts';

describe('firstDrawing', () => {
  it('leaves a small picture as large as it is', () => {
    expect(firstDrawing(800, 600)).to.include({ width: 800, height: 600 });
    expect(firstDrawing(1, 1)).to.include({ width: 1, height: 1 });
  });

  it('brings the longest side to 1600 pixels', () => {
    expect(firstDrawing(4000, 3000)).to.include({ width: 1600, height: 1200 });
    expect(firstDrawing(1170, 2532)).to.include({ width: 739, height: 1600 });
  });

  it('never draws less than a pixel', () => {
    expect(firstDrawing(20_000, 2)).to.include({ width: 1600, height: 1 });
  });
});

describe('nextDrawing', () => {
  const first = firstDrawing(1600, 1200);

  it('is none for a picture that is small enough', () => {
    expect(nextDrawing(first, MAX_BYTES)).to.equal(undefined);
  });

  it('lowers the quality first, then the size, which keeps its proportions', () => {
    const second = nextDrawing(first, MAX_BYTES + 1)!;
    expect(second).to.include({ width: 1600, height: 1200 });
    expect(second.quality).to.be.lessThan(first.quality);
    const sizes = [second];
    while (sizes[sizes.length - 1]!.width === 1600)
      sizes.push(nextDrawing(sizes[sizes.length - 1]!, MAX_BYTES + 1)!);
    expect(sizes[sizes.length - 1]).to.include({ width: 1280, height: 960 });
    expect(Math.min(...sizes.map(({ quality }) => quality))).to.be.at.least(0.6);
  });

  it('comes to an end, whatever the picture', () => {
    let drawing = firstDrawing(4000, 1);
    for (let tries = 0; ; tries++) {
      expect(tries).to.be.lessThan(100);
      const next = nextDrawing(drawing, Infinity);
      if (!next) break;
      drawing = next;
    }
    expect(drawing).to.include({ width: 1, height: 1 });
  });
});
