import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ContactStore } from '../stores/contact-store.ts';
import type { LiveStatus } from '../stores/live-status.ts';

interface Host extends ReactiveControllerHost {
  open: boolean;
  store?: ContactStore | undefined;
  isConnected: boolean;
}

/**
 * Keeps the status of the line live while the host is open and its page is visible. A line without a
 * desk has no live status.
 */
export class Live implements ReactiveController {
  private _followed: ContactStore | undefined;
  private _status: LiveStatus | undefined;
  /**
   * Whether the page was left. It may be kept in the back-forward cache, which refuses pages with
   * an open connection.
   */
  private _left = false;

  constructor(private readonly _host: Host) {
    // Calls `hostConnected` at once if the host is already in the page.
    _host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this._update);
    addEventListener('pagehide', this._onPageChange);
    addEventListener('pageshow', this._onPageChange);
    this._update();
  }

  hostUpdated(): void {
    this._update();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this._update);
    removeEventListener('pagehide', this._onPageChange);
    removeEventListener('pageshow', this._onPageChange);
    this._update();
  }

  private _onPageChange = ({ type }: Event): void => {
    this._left = type === 'pagehide';
    this._update();
  };

  private _update = (): void => {
    const { open, store, isConnected } = this._host;
    const shown = open && isConnected && !document.hidden && !this._left;
    const wanted = shown && store?.source.desk ? store : undefined;
    if (wanted === this._followed) return;
    this._status?.stop();
    this._followed = wanted;
    this._status = undefined;
    if (wanted) void this._follow(wanted);
  };

  /** The code that follows a line is loaded once a panel is open, so that it opens sooner. */
  private async _follow(store: ContactStore): Promise<void> {
    const part = await import('../stores/live-status.ts').catch(() => undefined);
    // The panel may have been closed, and opened again, meanwhile.
    if (this._followed !== store || this._status) return;
    // Without the file, the next update tries again.
    this._followed = part && store;
    this._status = part && new part.LiveStatus(store);
    this._status?.start();
  }
}
