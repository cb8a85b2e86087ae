import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * What no message is sent to: the special-purpose registries of IANA (RFC 6890 and its successors), multicast, and addresses under
 * which clouds hand out credentials.
 */
const REFUSED_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Shared by carriers, RFC 6598; the metadata of Alibaba Cloud, 100.100.100.200, lies here too.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local; 169.254.169.254 is the metadata of most clouds.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  // Protocol assignments; 192.0.0.192 is the metadata of Oracle Cloud.
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // A public address that within Azure is the platform's own.
  ['168.63.129.16', 32],
] as const;

/** Addresses of IPv6 that stand for one of IPv4 at their end: as sockets write it (RFC 4291), and behind NAT64 (RFC 6052). */
const IPV4_INSIDE = ['::ffff:', '64:ff9b::'] as const;

/** The part of 2000::/3 that is no host of the internet's: protocol assignments with Teredo, examples, and 6to4, which is given up (RFC 7526) and hides an address of IPv4. */
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

/** All that is handed out for hosts of IPv6 so far; what is outside is private, link-local, multicast, metadata (fd00:ec2::254) or nothing. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
for (const prefix of IPV4_INSIDE) global.addSubnet(`${prefix}0.0.0.0`, 96, 'ipv6');

/** Whether an IP address is none of the public internet's. True for anything that is no address, and for one with a zone (`fe80::1%eth0`). */
export function isRefused(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return refused.check(address, 'ipv4');
  if (family === 6 && !address.includes('%'))
    return !global.check(address, 'ipv6') || refused.check(address, 'ipv6');
  return true;
}

/** Such an address was not connected to. */
export class RefusedAddress extends Error {
  readonly code = 'REFUSED_ADDRESS';
}

/** The host of a URL where it is an address and not a name. `URL` has brought every notation (`0x7f.1`, `2130706433`, full-width digits) into one form. */
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
 * A lookup for `node:http` and `node:https`. The socket connects to what it answers, so that no second answer of the name's can come
 * in between. One refused address refuses all: a public name that also leads inside is up to no good.
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
