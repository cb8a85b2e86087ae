/** A host page that is busy with itself: rows that change, and a layout that scrolling dirties. */
(() => {
  const { port1, port2 } = new MessageChannel();
  let next;
  port1.onmessage = () => next();
  /** A new task, as soon as the browser gets to it. */
  const task = () =>
    new Promise((resolve) => {
      next = resolve;
      port2.postMessage(0);
    });
  const frame = () => new Promise(requestAnimationFrame);

  let rows;
  let hidden;
  let changes = 0;
  /** As a price list does: replaces what is in one row. */
  const change = (list) => {
    const price = document.createElement('b');
    changes += 1;
    price.textContent = `¥${changes % 1000}.00`;
    list[changes % list.length].replaceChildren(price);
  };
  const listOf = (count, attributes) => {
    const list = document.createElement('section');
    list.innerHTML = `<div ${attributes}>${'<div class=row><b>¥0.00</b></div>'.repeat(count)}</div>`;
    document.querySelector('main').append(list);
    return [...list.querySelectorAll('.row')];
  };

  window.host = {
    /** @param {number} elements how many the page has, half of them hidden */
    build(elements) {
      const style = document.createElement('style');
      style.textContent = '.row{height:24px;contain:content}.row b{font-weight:400}';
      document.head.append(style);
      rows = listOf(elements / 4, '');
      hidden = listOf(elements / 4, 'hidden');
    },
    /**
     * One change in each task, as fast as it can, for some time. What changes is hidden, so that
     * drawing it takes no part of the time. @returns how many
     */
    async perTask(ms) {
      const from = performance.now();
      let at = 0;
      for (; performance.now() - from < ms; at++) {
        await task();
        change(hidden);
      }
      return at;
    },
    /** Some changes in each frame, for some time. @returns how many frames */
    async perFrame(ms, count) {
      const from = performance.now();
      let frames = 0;
      for (; performance.now() - from < ms; frames++) {
        await frame();
        for (let each = 0; each < count; each++) change(rows);
      }
      return frames;
    },
    /** Scrolls down and up, and dirties the layout in each frame. @returns how many frames */
    async scroll(ms) {
      const { scrollingElement } = document;
      const from = performance.now();
      let frames = 0;
      for (; performance.now() - from < ms; frames++) {
        await frame();
        scrollingElement.scrollTop += frames % 20 < 10 ? 40 : -40;
        const { style } = rows[frames % rows.length];
        style.height = style.height === '25px' ? '24px' : '25px';
      }
      return frames;
    },
  };
})();
