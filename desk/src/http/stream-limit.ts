import type { DeskConfig } from '../config/desk-config.ts';

/** Counts open streams: those of each address, and all of them. */
export interface StreamLimit {
  /**
   * Counts one more stream, unless that would be more than `limits` allow. Call `close` once when
   * it ends.
   */
  open(
    address: string,
    limits: Pick<DeskConfig['limits'], 'streams' | 'streamsPerAddress'>,
  ): { ok: true; close(): void } | { ok: false; refusal: 'too-many-requests' | 'unavailable' };
  count(): number;
}

export function createStreamLimit(): StreamLimit {
  const byAddress = new Map<string, number>();
  let count = 0;

  function close(address: string): void {
    count--;
    const left = (byAddress.get(address) ?? 1) - 1;
    if (left > 0) byAddress.set(address, left);
    else byAddress.delete(address);
  }

  return {
    open(address, { streams, streamsPerAddress }) {
      const ofAddress = byAddress.get(address) ?? 0;
      if (ofAddress >= streamsPerAddress) return { ok: false, refusal: 'too-many-requests' };
      if (count >= streams) return { ok: false, refusal: 'unavailable' };
      byAddress.set(address, ofAddress + 1);
      count++;
      return { ok: true, close: () => close(address) };
    },
    count: () => count,
  };
}
