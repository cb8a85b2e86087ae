import type { Effects } from '../../src/stores/effects.ts';
import { turn, until } from './clock.ts';
import { NOW } from './sample-contact.ts';

/** How long requests may take, ms: they set a timer for it, which `timers` leaves out. */
const REQUEST_TIMEOUT = 15_000;

/**
 * Effects for tests: timers run out only in `ring`, and random numbers are 0.5. The storage is the
 * browser's.
 */
export class FakeEffects implements Effects {
  /** Epoch ms. */
  time = NOW;
  isOnline = true;
  isHidden = false;
  private readonly _timers = new Map<number, { ms: number; act: () => void }>();
  private _ids = 0;
  private _seed = 0;

  constructor(readonly fetch: typeof globalThis.fetch) {}

  readonly localStorage = localStorage;
  readonly sessionStorage = sessionStorage;
  indexedDB = indexedDB;
  readonly Date = { now: () => this.time };
  readonly Math = { random: () => 0.5 };
  /** Different bytes each time. */
  readonly crypto = {
    getRandomValues: (numbers: Uint32Array<ArrayBuffer>) => numbers.fill(++this._seed),
  };
  readonly AbortSignal = AbortSignal;
  /** Uploads; tests of them bring their own. */
  XMLHttpRequest: Effects['XMLHttpRequest'] = XMLHttpRequest;
  /** Locks of the browser; undefined as in old ones. */
  locks: Pick<LockManager, 'request'> | undefined;
  readonly navigator = Object.defineProperties({} as Effects['navigator'], {
    onLine: { get: () => this.isOnline },
    locks: { get: () => this.locks },
  });
  readonly document = Object.defineProperty({ hidden: false }, 'hidden', {
    get: () => this.isHidden,
  });

  setTimeout(act: () => void, ms: number): number {
    this._timers.set(++this._ids, { ms, act });
    return this._ids;
  }

  clearTimeout(id: number | undefined): void {
    this._timers.delete(id ?? 0);
  }

  /** Lengths of the timers that are set, ms, shortest first. */
  get timers(): number[] {
    return [...this._timers.values()]
      .map(({ ms }) => ms)
      .filter((ms) => ms !== REQUEST_TIMEOUT)
      .sort((a, b) => a - b);
  }

  /**
   * Waits for a timer (the `nth` of this length, if given), lets it run out, and returns its
   * length, ms.
   */
  async ring(length?: number, nth = 0): Promise<number> {
    const [id, { ms, act }] = await until(
      () =>
        [...this._timers].filter(([, { ms }]) =>
          length === undefined ? ms !== REQUEST_TIMEOUT : ms === length,
        )[nth],
      () => `a timer ${length === undefined ? '' : `of ${length} `}among ${this.timers.join()}`,
    );
    this._timers.delete(id);
    this.time += ms;
    act();
    await turn();
    return ms;
  }
}
