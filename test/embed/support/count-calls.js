/**
 * Runs in a page before its scripts. Counts in `counts` the calls of timers, animation frames and
 * MutationObservers, the formatters of dates, and how far the page's contents are moved.
 */
const counts = (window.counts = { calls: 0, formatters: 0, shift: 0 });

const counted =
  (callback) =>
  (...args) => {
    counts.calls++;
    return callback(...args);
  };

for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame']) {
  const original = window[name];
  window[name] = (callback, ...rest) => original(counted(callback), ...rest);
}
const { MutationObserver } = window;
window.MutationObserver = class extends MutationObserver {
  constructor(callback) {
    super(counted(callback));
  }
};

for (const name of ['DateTimeFormat', 'RelativeTimeFormat', 'NumberFormat'])
  Intl[name] = new Proxy(Intl[name], {
    construct(Formatter, args) {
      counts.formatters++;
      return new Formatter(...args);
    },
  });
for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
  const original = Date.prototype[name];
  Date.prototype[name] = function (...args) {
    counts.formatters++;
    return original.apply(this, args);
  };
}

new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) counts.shift += value;
}).observe({ type: 'layout-shift', buffered: true });
