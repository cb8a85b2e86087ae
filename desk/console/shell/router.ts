import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BrowserHistory } from '../connection/browser-history.ts';
import { readRoute, type Route } from '../parts/paths.ts';

/** Keeps the URL and the route of the console in step. */
export class Router implements ReactiveController {
  route: Route = readRoute('');

  private _stop: (() => void) | undefined;

  /** @param _history the browser's history; read each time the host enters the page */
  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _history: () => BrowserHistory,
  ) {
    _host.addController(this);
  }

  hostConnected(): void {
    this._read();
    this._stop = this._history().listen(() => this._read());
  }

  hostDisconnected(): void {
    this._stop?.();
  }

  /** Goes to a path of the console. Returns whether it was another one. */
  go(path: string, replace = false): boolean {
    const history = this._history();
    if (path === history.path()) return false;
    if (replace) history.replace(path);
    else history.push(path);
    this._read();
    return true;
  }

  private _read(): void {
    this.route = readRoute(this._history().path());
    this._host.requestUpdate();
  }
}

/**
 * Path of a console link that was clicked; undefined for other links, downloads, and links that open
 * in another tab.
 */
export const clickedPath = (event: MouseEvent): string | undefined => {
  const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
  const href = link?.getAttribute('href') ?? '';
  const isOurs =
    href.startsWith('/console/') &&
    !href.startsWith('/console/api') &&
    !link?.target &&
    !event.defaultPrevented &&
    !event.button &&
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  return isOurs ? href : undefined;
};
