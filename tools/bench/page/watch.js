/** Counts what runs on a page, from the first script on. */
(() => {
  const counts = {
    timers: 0,
    frames: 0,
    observerCalls: 0,
    observerMs: 0,
    scrollCalls: 0,
    scrollMs: 0,
  };
  const wrap = (object, name, count) => {
    const original = object[name];
    object[name] = function (...args) {
      counts[count]++;
      return Reflect.apply(original, this, args);
    };
  };
  wrap(window, 'setTimeout', 'timers');
  wrap(window, 'setInterval', 'timers');
  wrap(window, 'requestAnimationFrame', 'frames');
  wrap(window, 'requestIdleCallback', 'frames');

  const timed = (run, calls, ms) =>
    function (...args) {
      const from = performance.now();
      try {
        return typeof run === 'function'
          ? Reflect.apply(run, this, args)
          : run.handleEvent(...args);
      } finally {
        counts[calls]++;
        counts[ms] += performance.now() - from;
      }
    };
  window.MutationObserver = class extends MutationObserver {
    constructor(run) {
      super(timed(run, 'observerCalls', 'observerMs'));
    }
  };
  // Listeners of the page are reached through window, document or an element of it.
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const wrapped = new WeakMap();
  const listeners = new Map();
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (type !== 'scroll' || !listener)
      return Reflect.apply(addEventListener, this, [type, listener, options]);
    if (!wrapped.has(listener)) wrapped.set(listener, timed(listener, 'scrollCalls', 'scrollMs'));
    listeners.set(listener, this);
    return Reflect.apply(addEventListener, this, [type, wrapped.get(listener), options]);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const is = (type === 'scroll' && listener && wrapped.get(listener)) || listener;
    if (type === 'scroll') listeners.delete(listener);
    return Reflect.apply(removeEventListener, this, [type, is, options]);
  };
  Object.defineProperty(window, 'watch', {
    value: () => ({ ...counts, scrollListeners: listeners.size }),
  });
})();
