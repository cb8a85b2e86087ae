import type { Network } from '../desk-client/request.ts';
import type { Device } from '../device/kept.ts';

/**
 * Everything stores need from outside: the network, the clock, timers, storage, chance and the state of the page. The names are those
 * of the browser, so that `window` is one: the launcher, which every visitor downloads, passes it on without a byte of its own.
 * Tests pass their own, in which time passes when the test says so.
 */
export interface Effects extends Network, Device {
  readonly Date: { now(): number };
  readonly Math: { random(): number };
  readonly crypto: { getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array };
  readonly navigator: { readonly onLine: boolean };
  readonly document: { readonly hidden: boolean };
}
