import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Networks to which no message is sent: the special-purpose registries of IANA (RFC 6890 and its
 * successors), multicast, and addresses that hand out cloud credentials.
 */
const REFUSED_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Carrier-grade NAT, RFC 6598; includes the metadata address of Alibaba Cloud, 100.100.100.200.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local; includes the metadata address of most clouds, 169.254.169.254.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  // Protocol assignments; includes the metadata address of Oracle Cloud, 192.0.0.192.
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // A public address that belongs to the platform within Azure.
  ['168.63.129.16', 32],
] as const;

/**
 * Prefixes of IPv6 addresses that contain an IPv4 address: as sockets write it (RFC 4291), and
 * NAT64 (RFC 6052).
 */
const IPV4_INSIDE = ['::ffff:', '64:ff9b::'] as const;

/**
 * Parts of 2000::/3 that are not public hosts: protocol assignments with Teredo, documentation, and
 * 6to4, which is deprecated (RFC 7526) and contains an IPv4 address.
 */
const REFUSED_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const refused = new BlockList();
for (const [net, bits] of REFUSED_IPV4) {
  refused.addSubnet(net, bits, 'ipv4');
  for (const prefix of IPV4_INSIDE) refused.addSubnet(prefix + net, 96 + bits, 'ipv6');
}
for (const [net, bits] of REFUSED_IPV6) refused.addSubnet(net, bits, 'ipv6');

/**
 * All public IPv6 hosts so far. Everything else is private, link-local, multicast, metadata
 * (fd00:ec2::254) or unassigned.
 */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
for (const prefix of IPV4_INSIDE) global.addSubnet(`${prefix}0.0.0.0`, 96, 'ipv6');

/**
 * Whether an IP address is not on the public internet. True for text that is not an address, and
 * for an address with a zone (`fe80::1%eth0`).
 */
export function isRefused(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return refused.check(address, 'ipv4');
  if (family === 6 && !address.includes('%'))
    return !global.check(address, 'ipv6') || refused.check(address, 'ipv6');
  return true;
}

/** An address was refused; no connection was made. */
export class RefusedAddress extends Error {
  readonly code = 'REFUSED_ADDRESS';
}

/**
 * The host of a URL if it is an address and not a name. `URL` has normalised every notation
 * (`0x7f.1`, `2130706433`, full-width digits).
 */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) ? bare : undefined;
}

export type LookupAll = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A DNS lookup for `node:http` and `node:https` that refuses private addresses. The socket connects
 * to the checked addresses, so that a second answer cannot differ. One refused address refuses all:
 * a public name that also resolves to a private address is suspicious.
 */
export const guardedLookup =
  (
    lookup: LookupAll = systemLookup,
    refuses: (address: string) => boolean = isRefused,
  ): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, []);
      else if (!first || addresses.some(({ address }) => refuses(address)))
        callback(new RefusedAddress('refused address'), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
