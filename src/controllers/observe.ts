import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Observable {
  subscribe(listener: () => void): () => void;
}

/** Updates its host whenever a followed store changes, while the host is in a page. */
export class Observe implements ReactiveController {
  private readonly _followed = new Map<Observable, () => void>();

  constructor(private readonly _host: ReactiveControllerHost & { isConnected: boolean }) {
    _host.addController(this);
  }

  /**
   * Follows one more store. Call it in each update: following is lost when the host leaves the
   * page.
   */
  follow(store: Observable | undefined): void {
    if (!store || !this._host.isConnected || this._followed.has(store)) return;
    this._followed.set(
      store,
      store.subscribe(() => this._host.requestUpdate()),
    );
  }

  /** Stops following all stores. */
  leave(): void {
    for (const unsubscribe of this._followed.values()) unsubscribe();
    this._followed.clear();
  }

  hostConnected(): void {
    this._host.requestUpdate();
  }

  hostDisconnected(): void {
    this.leave();
  }
}
