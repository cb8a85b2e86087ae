import type { Network } from './request.ts';

/** A desk, as one member reaches it. */
export interface Desk {
  readonly network: Network;
  /** Absolute address that callbacks are posted to. Slots, tickets and briefs lie beside it. */
  readonly callbacks: string;
  /** The header by which the shop vouches for the member; empty for guests and in static mode. */
  headers(): Promise<Record<string, string>>;
}

/**
 * The address beside the one that callbacks are posted to.
 * @example
 * addressBeside('https://desk.example/v1/callbacks', 'slots') // 'https://desk.example/v1/slots'
 */
export const addressBeside = (callbacks: string, path: string): string =>
  callbacks.replace(/\/callbacks\/?$/, `/${path}`);
