/**
 * One of the tabs of this browser: the first that asked, until it closes. Where the browser has no
 * locks, or the page may take none (a desk without HTTPS), each tab takes itself for the one.
 */
export class OneTab {
  isMine = false;

  private _leave: (() => void) | undefined;

  constructor(
    private readonly _locks: Pick<LockManager, 'request'> | undefined,
    private readonly _name: string,
  ) {}

  /** Waits in line, at most once at a time. */
  ask(): void {
    if (this._leave) return;
    const { _locks: locks } = this;
    if (!locks) {
      this.isMine = true;
      return;
    }
    const over = new AbortController();
    let release: (() => void) | undefined;
    this._leave = () => {
      over.abort();
      release?.();
    };
    const hold = () =>
      new Promise<void>((resolve) => {
        release = resolve;
        this.isMine = true;
      });
    locks.request(this._name, { signal: over.signal }, hold).catch(() => {
      // Rejected when this tab leaves before its turn, and where a page may take no locks.
      if (!over.signal.aborted) this.isMine = true;
    });
  }

  /** Lets another tab be the one. */
  leave(): void {
    this.isMine = false;
    this._leave?.();
    this._leave = undefined;
  }
}
