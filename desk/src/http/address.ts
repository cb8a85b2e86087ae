import { isIPv4, isIPv6 } from 'node:net';

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

/** An IPv4 address in IPv6 form (`::ffff:192.0.2.7`, or its last 32 bits in hexadecimal). */
function mappedV4(address: string): string | undefined {
  const [, dotted, high, low] =
    /^(?:0*:){2,5}ffff:(?:(\d+\.\d+\.\d+\.\d+)|([\da-f]{1,4}):([\da-f]{1,4}))$/i.exec(address) ??
    [];
  if (dotted !== undefined || high === undefined || low === undefined) return dotted;
  const bits = [parseInt(high, 16), parseInt(low, 16)];
  return bits.flatMap((part) => [part >> 8, part & 255]).join('.');
}

/** Removes a port and brackets: `192.0.2.7:4711`, `[2001:db8::1]:443`, `"[2001:db8::1]"`. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\[([^\]]*)\](?::\d*)?$/, '$1')
    .replace(/^([\d.]+):\d*$/, '$1');

/**
 * The key under which requests are counted: an IPv4 address, or the /64 network of an IPv6 address.
 * Undefined for a text that is no address.
 */
function countedAs(text: string): string | undefined {
  const address = bare(text);
  const v4 = mappedV4(address) ?? address;
  return isIPv4(v4) ? v4 : isIPv6(address) ? network(address) : undefined;
}

/**
 * The address under which a request is counted.
 * @param socket The address at the other end of the connection
 * @param forwardedFor `X-Forwarded-For`, or undefined when no proxy is trusted. The proxy wrote its
 *   last entry; the client may have made up those before it. An entry that is no address does not
 *   count: else each made-up text would be a new sender.
 * @example addressOf('10.0.0.1', '203.0.113.5, 192.0.2.7') === '192.0.2.7'
 */
export function addressOf(socket: string | undefined, forwardedFor: string | undefined): string {
  const seenByProxy = forwardedFor?.split(',').at(-1) ?? '';
  return countedAs(seenByProxy) ?? countedAs(socket ?? '') ?? 'unknown';
}
