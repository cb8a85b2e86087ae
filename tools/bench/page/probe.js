/**
 * Measures inside a page. Runs before the page's own scripts; does nothing until it is asked.
 */
(() => {
  const deepText = (node) =>
    [...node.childNodes].reduce(
      (text, child) => text + (child.nodeType === 3 ? child.data : deepText(child)),
      node.shadowRoot ? deepText(node.shadowRoot) : '',
    );

  /** Follows selectors through open shadow roots. */
  const find = (path) =>
    path.reduce((at, selector) => at && (at.shadowRoot ?? at).querySelector(selector), document);

  const shows = ({ path, text }) => {
    const found = find(path);
    if (!found) return false;
    const { width, height } = found.getBoundingClientRect();
    return width > 0 && height > 0 && (!text || deepText(found).includes(text));
  };

  const shifts = [];
  const longTasks = [];
  const observe = (type, into, more) =>
    new PerformanceObserver((list) => into.push(...list.getEntries())).observe({
      type,
      buffered: true,
      ...more,
    });
  const interactions = [];
  observe('layout-shift', shifts);
  observe('longtask', longTasks);
  observe('event', interactions, { durationThreshold: 16 });

  const sum = (values) => values.reduce((all, value) => all + value, 0);

  const bench = {
    find,
    shows,
    /**
     * Looks in each frame whether targets show. Resolves to when each was painted: the end of the
     * first frame in which it had a box and its text; null for those that never had.
     */
    painted: (targets, timeoutMs) =>
      new Promise((resolve) => {
        const end = performance.now() + timeoutMs;
        const at = {};
        const names = Object.keys(targets);
        const { port1, port2 } = new MessageChannel();
        let seen = [];
        let done = false;
        // A message that is sent during a frame arrives after the frame was painted.
        port1.onmessage = () => {
          for (const name of seen) at[name] = performance.now();
          seen = [];
          if (done) resolve({ ...Object.fromEntries(names.map((name) => [name, null])), ...at });
        };
        const look = () => {
          seen = names.filter((name) => !(name in at) && shows(targets[name]));
          const left = names.filter((name) => !(name in at) && !seen.includes(name));
          done = left.length === 0 || performance.now() > end;
          if (!done) requestAnimationFrame(look);
          if (done || seen.length > 0) port2.postMessage(0);
        };
        requestAnimationFrame(look);
      }),
    /** Puts a script on the page. Resolves to ms until each target was painted. */
    async inject({ attributes, targets, timeoutMs }) {
      const from = performance.now();
      bench.from = from;
      performance.mark('hotline-bench');
      if (attributes) {
        const script = document.createElement('script');
        for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
        document.body.append(script);
      }
      const at = await bench.painted(targets, timeoutMs);
      return Object.fromEntries(
        Object.entries(at).map(([name, time]) => [name, time === null ? null : time - from]),
      );
    },
    /** The middle of a target, where a visitor presses it. */
    middle(path) {
      const { x, y, width, height } = find(path).getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
    /**
     * Listens for a press anywhere on the page. `pressed` then resolves to ms from there until the
     * target was painted; null if it never was.
     */
    listen(target, timeoutMs) {
      bench.pressed = new Promise((resolve) => {
        const onPress = async ({ timeStamp }) => {
          const { target: at } = await bench.painted({ target }, timeoutMs);
          resolve(at === null ? null : at - timeStamp);
        };
        addEventListener('pointerdown', onPress, { once: true, capture: true });
      });
    },
    /** The longest interaction so far, as INP counts it, ms; at most 16 if none was longer. */
    interaction: () =>
      Math.max(16, ...interactions.filter((each) => each.interactionId).map((e) => e.duration)),
    forgetInteractions: () => void interactions.splice(0),
    /** What was observed since `inject`. */
    observed() {
      const since = (entries) => entries.filter(({ startTime }) => startTime >= bench.from);
      const long = since(longTasks).map(({ duration }) => duration);
      return {
        longTasks: long.length,
        longTaskMs: sum(long),
        layoutShift: sum(since(shifts).map(({ value }) => value)),
      };
    },
  };
  Object.defineProperty(window, 'bench', { value: bench });
})();
