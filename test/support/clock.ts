interface Timer {
  due: number;
  act: () => void;
  every?: number | undefined;
}

/**
 * A clock that a test controls: time passes only in `pass`. `restore` brings the real clock back.
 */
export class Clock {
  private readonly _timers = new Map<number, Timer>();
  private readonly _real = {
    setTimeout: window.setTimeout,
    clearTimeout: window.clearTimeout,
    setInterval: window.setInterval,
    clearInterval: window.clearInterval,
  };
  private readonly _realNow = Date.now;
  private _last = 1_000_000;

  private constructor(private _now: number) {
    Date.now = () => this._now;
  }

  /** Stops the time of day; timers run. */
  static stopped(now: number): Clock {
    return new Clock(now);
  }

  /** Stops timers too, until `pass`. */
  static held(now: number): Clock {
    const clock = new Clock(now);
    const add = (act: () => void, ms = 0, every?: number): number => {
      clock._timers.set(++clock._last, { due: clock._now + ms, act, every });
      return clock._last;
    };
    const remove = (id?: number) => void clock._timers.delete(id ?? 0);
    Object.assign(window, {
      setTimeout: (act: () => void, ms?: number) => add(act, ms),
      setInterval: (act: () => void, ms = 0) => add(act, ms, ms),
      clearTimeout: remove,
      clearInterval: remove,
    });
    return clock;
  }

  /** Lets `ms` milliseconds pass and runs the timers that become due, in order. */
  async pass(ms: number): Promise<void> {
    const end = this._now + ms;
    for (;;) {
      const [id, timer] =
        [...this._timers]
          .filter(([, { due }]) => due <= end)
          .sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
      if (id === undefined || !timer) break;
      this._now = timer.due;
      if (timer.every) timer.due += timer.every;
      else this._timers.delete(id);
      timer.act();
      await turn();
    }
    this._now = end;
    await turn();
  }

  /**
   * Lets time pass, a second at a time, until the condition is true.
   * @throws after ten minutes
   */
  async passUntil(condition: () => unknown, what: () => string): Promise<void> {
    for (let seconds = 0; !condition(); seconds++) {
      if (seconds > 600) throw new Error(`ten minutes passed in vain: ${what()}`);
      await this.pass(1_000);
    }
  }

  restore(): void {
    Date.now = this._realNow;
    Object.assign(window, this._real);
  }
}

/** Waits until pending promises and messages have been handled. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** How long {@link until} waits, ms. */
const MAX_WAIT_MS = 5_000;

/**
 * Waits until the condition returns a value, and returns it.
 * @throws an error that says what was waited for
 */
export async function until<Value>(
  condition: () => Value | undefined | false | null,
  what: () => string,
): Promise<Value> {
  const start = performance.now();
  for (;;) {
    const value = condition();
    if (value) return value;
    if (performance.now() - start > MAX_WAIT_MS) throw new Error(`waited in vain: ${what()}`);
    await turn();
  }
}
