import type { Services } from '../connection/services.ts';

const KEY = 'hotline-console';

interface Kept {
  lang?: string;
  shortcuts?: boolean;
}

/** What an agent chose at this device. A browser that keeps nothing forgets it with the page. */
export class Preferences {
  private _kept: Kept;

  constructor(private readonly _storage: Services['storage']) {
    this._kept = this._read();
  }

  /** A BCP 47 tag; undefined before one was chosen. */
  get lang(): string | undefined {
    return this._kept.lang;
  }

  /** Whether single keys act (WCAG 2.2, 2.1.4: they can be turned off). */
  get shortcuts(): boolean {
    return this._kept.shortcuts ?? true;
  }

  set(change: Kept): void {
    this._kept = { ...this._kept, ...change };
    try {
      this._storage.setItem(KEY, JSON.stringify(this._kept));
    } catch {
      // Private windows of some browsers refuse to keep anything.
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
