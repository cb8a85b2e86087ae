import { isIPv6 } from 'node:net';

/** The first 64 bits of an IPv6 address: what a household or a phone is given, and may vary the rest of at will. */
function network(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const groups =
    tail === undefined
      ? before
      : [
          ...before,
          ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'),
          ...after,
        ];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}

/** What requests of one origin are counted under: an IPv4 address, or the /64 of an IPv6 one. */
function countedAs(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? (isIPv6(address) ? network(address) : address);
}

/**
 * Who sent a request.
 * @param socket The address at the other end of the connection
 * @param forwardedFor `X-Forwarded-For`, or undefined where no proxy is trusted. Its last entry is what the proxy itself saw; the ones
 *   before it are whatever the client wrote.
 */
export function addressOf(socket: string | undefined, forwardedFor: string | undefined): string {
  const seenByProxy = forwardedFor?.split(',').at(-1)?.trim();
  return countedAs(seenByProxy || socket || 'unknown');
}
