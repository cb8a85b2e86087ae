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
  /** As a price list does: replaces what is in one row. */
  const change = (at) => {
    const price = document.createElement('b');
    price.textContent = `¥${at % 1000}.00`;
    rows[at % rows.length].replaceChildren(price);
  };

  window.host = {
    /** @param {number} elements how many the page has */
    build(elements) {
      const list = document.createElement('section');
      list.innerHTML = `<style>.row{height:24px;contain:content}.row b{font-weight:400}</style>${'<div class=row><b>¥0.00</b></div>'.repeat(elements / 2)}`;
      document.querySelector('main').append(list);
      rows = [...list.querySelectorAll('.row')];
    },
    /** One change in each task, as fast as it can. @returns ms */
    async perTask(changes) {
      const from = performance.now();
      for (let at = 0; at < changes; at++) {
        await task();
        change(at);
      }
      return performance.now() - from;
    },
    /** Some changes in each frame. */
    async perFrame(frames, changes) {
      for (let at = 0; at < frames; at++) {
        await frame();
        for (let each = 0; each < changes; each++) change(at * changes + each);
      }
    },
    /** Scrolls, and dirties the layout in each frame. */
    async scroll(frames) {
      const { scrollingElement } = document;
      for (let at = 0; at < frames; at++) {
        await frame();
        scrollingElement.scrollTop += at < frames / 2 ? 40 : -40;
        rows[at].style.height = `${24 + (at % 2)}px`;
      }
    },
  };
})();
