import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Observed {
  subscribe(listener: () => void): () => void;
}

/** Updates its host whenever one of the things it follows changes, while the host is in a page. */
export class Observe implements ReactiveController {
  private readonly _followed = new Map<Observed, () => void>();

  constructor(private readonly _host: ReactiveControllerHost & { isConnected: boolean }) {
    _host.addController(this);
  }

  /** Follows this one too, from the update that names it on. */
  follow(observed: Observed | undefined): void {
    if (!observed || !this._host.isConnected || this._followed.has(observed)) return;
    this._followed.set(
      observed,
      observed.subscribe(() => this._host.requestUpdate()),
    );
  }

  /** Follows nothing any more, until it is named again. */
  leave(): void {
    for (const leave of this._followed.values()) leave();
    this._followed.clear();
  }

  hostConnected(): void {
    this._host.requestUpdate();
  }

  hostDisconnected(): void {
    this.leave();
  }
}
