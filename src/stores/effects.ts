import type { UploadNetwork } from '../desk-client/upload.ts';
import type { Device } from '../device/kept.ts';

/**
 * Everything that stores need from outside: the network, the clock, timers, storage, random numbers
 * and the state of the page. Its properties are named as the browser's globals, so `window` is an
 * `Effects`: the launcher, which every visitor downloads, passes it without code of its own. Tests
 * pass their own.
 */
export interface Effects extends UploadNetwork, Device {
  /** Storage of this tab. Reading it may throw. */
  readonly sessionStorage: Device['localStorage'];
  readonly Math: { random(): number };
  readonly crypto: { getRandomValues(numbers: Uint32Array<ArrayBuffer>): Uint32Array };
  /** Browsers from before 2022 do not have `timeout`. */
  readonly AbortSignal: { timeout(ms: number): AbortSignal };
  readonly navigator: {
    readonly onLine: boolean;
    /** Browsers from before 2022, and pages without HTTPS, do not have them. */
    readonly locks?: Pick<LockManager, 'request'>;
  };
  readonly document: { readonly hidden: boolean };
}
