import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Observed {
  subscribe(listener: () => void): () => void;
}

/** Updates its host whenever one of the things it follows changes, while the host is in a page. */
export class Observe implements ReactiveController {
  private _observed: Observed | undefined;
  private _leave: (() => void) | undefined;

  constructor(private readonly _host: ReactiveControllerHost & { isConnected: boolean }) {
    _host.addController(this);
  }

  /** Follows this one from now on, and no longer the one before. */
  follow(observed: Observed | undefined): void {
    if (observed === this._observed && this._leave) return;
    this._leave?.();
    this._observed = observed;
    this._leave = this._host.isConnected ? observed?.subscribe(() => this._host.requestUpdate()) : undefined;
  }

  hostConnected(): void {
    this.follow(this._observed);
  }

  hostDisconnected(): void {
    this._leave?.();
    this._leave = undefined;
  }
}
