import { QUIET, type AlertSettings } from '../alerts/kinds.ts';
import type { Services } from '../connection/services.ts';

const KEY = 'hotline-console';

interface Kept {
  lang?: string;
  shortcuts?: boolean;
  /** By id of the agent: colleagues may share a browser. */
  alerts?: Record<string, AlertSettings>;
}

/** An agent's preferences on this device. Lost with the page when the browser blocks storage. */
export class Preferences {
  private _kept: Kept;

  constructor(private readonly _storage: Services['storage']) {
    this._kept = this._read();
  }

  /** BCP 47 tag; undefined until the agent chooses one. */
  get lang(): string | undefined {
    return this._kept.lang;
  }

  /** Whether single-key shortcuts are on (WCAG 2.2, 2.1.4 requires a way to turn them off). */
  get shortcuts(): boolean {
    return this._kept.shortcuts ?? true;
  }

  /** What an agent wants to be alerted to, as last chosen in any tab. */
  alerts(agent: string): AlertSettings {
    const { sound, notifications, kinds } = { ...QUIET, ...this._newest().alerts?.[agent] };
    return { sound, notifications, kinds: { ...QUIET.kinds, ...kinds } };
  }

  setAlerts(agent: string, alerts: AlertSettings): void {
    this.set({ alerts: { ...this._newest().alerts, [agent]: alerts } });
  }

  set(change: Kept): void {
    this._kept = { ...this._newest(), ...change };
    try {
      this._storage.setItem(KEY, JSON.stringify(this._kept));
    } catch {
      // Private windows of some browsers block storage.
    }
  }

  /** As another tab may have left it; as in this page where the browser blocks storage. */
  private _newest(): Kept {
    return { ...this._kept, ...this._read() };
  }

  private _read(): Kept {
    try {
      return (JSON.parse(this._storage.getItem(KEY) ?? '{}') ?? {}) as Kept;
    } catch {
      return {};
    }
  }
}
