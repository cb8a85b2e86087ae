import { expect } from '@open-wc/testing';
import { watchPage } from '../../src/host-page/watch-page.ts';

describe('watchPage', () => {
  it('takes a small part of the time of a page that changes all the time, however slow a look is', async () => {
    let spent = 0;
    watchPage(() => {
      const begun = performance.now();
      while (performance.now() - begun < 60);
      spent += performance.now() - begun;
    });
    const begun = performance.now();
    spent = 0;
    while (performance.now() - begun < 3_000) {
      document.body.title = `${performance.now()}`;
      document.body.hidden = !document.body.hidden;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    document.body.hidden = false;
    expect(spent).to.be.greaterThan(0);
    expect(spent / (performance.now() - begun)).to.be.lessThan(0.1);
  });
});
