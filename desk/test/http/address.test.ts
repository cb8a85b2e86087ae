import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf } from '../../src/http/address.ts';

describe('addressOf', () => {
  it('returns an IPv4 address as it is, also when a socket writes it as IPv6', () => {
    assert.equal(addressOf('192.0.2.1', undefined), '192.0.2.1');
    assert.equal(addressOf('::ffff:192.0.2.1', undefined), '192.0.2.1');
  });

  it('cuts an IPv6 address to its /64, which belongs to one customer', () => {
    assert.equal(
      addressOf('2001:db8:1:2:3:4:5:6', undefined),
      addressOf('2001:db8:1:2::9', undefined),
    );
    assert.equal(addressOf('2001:db8::1', undefined), addressOf('2001:0db8:0:0:ffff::', undefined));
    assert.notEqual(
      addressOf('2001:db8:1:2::1', undefined),
      addressOf('2001:db8:1:3::1', undefined),
    );
    assert.equal(addressOf('fe80::1%eth0', undefined), addressOf('fe80::2', undefined));
  });

  it('takes the last address of X-Forwarded-For, which the own proxy has written', () => {
    assert.equal(addressOf('10.0.0.1', '203.0.113.1, 203.0.113.2'), '203.0.113.2');
    assert.equal(addressOf('10.0.0.1', ''), '10.0.0.1');
  });

  it('ignores a port, brackets and quotes that a proxy writes', () => {
    for (const [written, address] of [
      ['203.0.113.5:4711', '203.0.113.5'],
      ['203.0.113.5:', '203.0.113.5'],
      ['[2001:db8::1]', '2001:db8::1'],
      ['[2001:db8::1]:443', '2001:db8::1'],
      ['"[2001:db8::1]:443"', '2001:db8::1'],
      [' 2001:DB8:0:0:0:0:0:1 ', '2001:db8::1'],
      ['[::ffff:203.0.113.5]:80', '203.0.113.5'],
      ['::ffff:cb00:7105', '203.0.113.5'],
      ['0:0:0:0:0:FFFF:203.0.113.5', '203.0.113.5'],
    ] as const)
      assert.equal(addressOf('10.0.0.1', written), addressOf(address, undefined), written);
  });

  it('counts what is no address as the proxy itself', () => {
    for (const written of [
      'unknown',
      '_hidden',
      '1.2.3',
      '203.0.113.256',
      '[',
      ':::1',
      '1.2.3.4.5',
    ])
      assert.equal(addressOf('10.0.0.1', written), '10.0.0.1', written);
  });

  it("is 'unknown' without any address", () => {
    assert.equal(addressOf(undefined, undefined), 'unknown');
  });
});
