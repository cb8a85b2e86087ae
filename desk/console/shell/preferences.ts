import type { Services } from '../connection/services.ts';

const KEY = 'hotline-console';

interface Kept {
  lang?: string;
  shortcuts?: boolean;
}

/** An agent's preferences on this device. Lost with the page when the browser blocks storage. */
export class Preferences {
  private _kept: Kept;

  constructor(private readonly _storage: Services['storage']) {
    this._kept = this._read();
  }

  /** BCP 47 tag; undefined until the agent chooses one. */
  get lang(): string | undefined {
    return this._kept.lang;
  }

  /** Whether single-key shortcuts are on (WCAG 2.2, 2.1.4 requires a way to turn them off). */
  get shortcuts(): boolean {
    return this._kept.shortcuts ?? true;
  }

  set(change: Kept): void {
    this._kept = { ...this._kept, ...change };
    try {
      this._storage.setItem(KEY, JSON.stringify(this._kept));
    } catch {
      // Private windows of some browsers block storage.
    }
  }

  private _read(): Kept {
    try {
      return (JSON.parse(this._storage.getItem(KEY) ?? '{}') ?? {}) as Kept;
    } catch {
      return {};
    }
  }
}
