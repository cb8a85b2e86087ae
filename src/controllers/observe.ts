import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Observed {
  subscribe(listener: () => void): () => void;
}

/** Updates its host whenever one of the things it follows changes, while the host is in a page. */
export class Observe implements ReactiveController {
  private readonly _followed = new Map<Observed, () => void>();
  /** What this update has named so far. */
  private readonly _named = new Set<Observed>();

  constructor(private readonly _host: ReactiveControllerHost & { isConnected: boolean }) {
    _host.addController(this);
  }

  /** Follows this one from the update that names it on, until one that does not. To be called in `willUpdate`. */
  follow(observed: Observed | undefined): void {
    if (!observed || !this._host.isConnected) return;
    this._named.add(observed);
    if (!this._followed.has(observed)) this._followed.set(observed, observed.subscribe(() => this._host.requestUpdate()));
  }

  /** After `willUpdate`: a store goes on asking its desk as long as somebody listens. */
  hostUpdate(): void {
    this._followed.forEach((leave, observed) => {
      if (this._named.has(observed)) return;
      leave();
      this._followed.delete(observed);
    });
    this._named.clear();
  }

  hostConnected(): void {
    this._host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const leave of this._followed.values()) leave();
    this._followed.clear();
  }
}
