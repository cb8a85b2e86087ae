import { isIPv6 } from 'node:net';

/**
 * The first 64 bits of an IPv6 address. A household or a phone is given these and chooses the rest
 * freely.
 */
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

/**
 * The key under which requests are counted: an IPv4 address, or the /64 network of an IPv6 address.
 */
function countedAs(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? (isIPv6(address) ? network(address) : address);
}

/**
 * The address under which a request is counted.
 * @param socket The address at the other end of the connection
 * @param forwardedFor `X-Forwarded-For`, or undefined when no proxy is trusted. The proxy wrote its
 *   last entry; the client may have made up those before it.
 * @example addressOf('10.0.0.1', '203.0.113.5, 192.0.2.7') === '192.0.2.7'
 */
export function addressOf(socket: string | undefined, forwardedFor: string | undefined): string {
  const seenByProxy = forwardedFor?.split(',').at(-1)?.trim();
  return countedAs(seenByProxy || socket || 'unknown');
}
