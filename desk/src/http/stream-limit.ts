import type { DeskConfig } from '../config/desk-config.ts';

/** Counts open streams, by address and altogether. */
export interface Rooms {
  enter(
    address: string,
    limits: DeskConfig['limits'],
  ): { ok: true; leave(): void } | { ok: false; refusal: 'too-many-requests' | 'unavailable' };
  open(): number;
}

export function createRooms(): Rooms {
  const byAddress = new Map<string, number>();
  let open = 0;

  function leave(address: string): void {
    open--;
    const left = (byAddress.get(address) ?? 1) - 1;
    if (left > 0) byAddress.set(address, left);
    else byAddress.delete(address);
  }

  return {
    enter(address, { streams, streamsPerAddress }) {
      const held = byAddress.get(address) ?? 0;
      if (held >= streamsPerAddress) return { ok: false, refusal: 'too-many-requests' };
      if (open >= streams) return { ok: false, refusal: 'unavailable' };
      byAddress.set(address, held + 1);
      open++;
      return { ok: true, leave: () => leave(address) };
    },
    open: () => open,
  };
}
