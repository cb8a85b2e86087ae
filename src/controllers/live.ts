import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ContactStore } from '../stores/contact-store.ts';
import { LiveStatus } from '../stores/live-status.ts';

interface Opened extends ReactiveControllerHost {
  open: boolean;
  store?: ContactStore | undefined;
  isConnected: boolean;
}

/** Follows the status of its host's line as long as the host is open in a page that shows. */
export class Live implements ReactiveController {
  private _followed: ContactStore | undefined;
  private _status: LiveStatus | undefined;
  /** The page is leaving, perhaps for the back-forward cache, which takes none with an open connection. */
  private _left = false;

  constructor(private readonly _host: Opened) {
    // Runs `hostConnected` where the host is in a page already.
    _host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this._attend);
    addEventListener('pagehide', this._turn);
    addEventListener('pageshow', this._turn);
    this._attend();
  }

  hostUpdated(): void {
    this._attend();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this._attend);
    removeEventListener('pagehide', this._turn);
    removeEventListener('pageshow', this._turn);
    this._attend();
  }

  private _turn = ({ type }: Event): void => {
    this._left = type === 'pagehide';
    this._attend();
  };

  private _attend = (): void => {
    const { open, store, isConnected } = this._host;
    const wanted = open && isConnected && !document.hidden && !this._left ? store : undefined;
    if (wanted === this._followed) return;
    this._status?.stop();
    this._followed = wanted;
    this._status = wanted && new LiveStatus(wanted);
    this._status?.start();
  };
}
