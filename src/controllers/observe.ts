import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Observed {
  subscribe(listener: () => void): () => void;
}

/** Updates its host whenever one of the things it follows changes, while the host is in a page. */
export class Observe implements ReactiveController {
  private observed: Observed | undefined;
  private leave: (() => void) | undefined;

  constructor(private readonly host: ReactiveControllerHost & { isConnected: boolean }) {
    host.addController(this);
  }

  /** Follows this one from now on, and no longer the one before. */
  follow(observed: Observed | undefined): void {
    if (observed === this.observed && this.leave) return;
    this.leave?.();
    this.observed = observed;
    this.leave = this.host.isConnected ? observed?.subscribe(() => this.host.requestUpdate()) : undefined;
  }

  hostConnected(): void {
    this.follow(this.observed);
  }

  hostDisconnected(): void {
    this.leave?.();
    this.leave = undefined;
  }
}
