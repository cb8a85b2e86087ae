import { expect } from '@open-wc/testing';
import { callingCode, checkAffordable } from '../../src/core/phone-abroad.ts';

describe('checkAffordable', () => {
  it('refuses countries that the shop does not call', () => {
    const china = ['+86'];
    for (const number of ['13800138000', '010-8888 8888', '+86 571 8888 8888'])
      expect(checkAffordable(number, china).callable, number).to.equal(true);
    const others = [
      '+85223456789',
      '+85361234567',
      '+886912345678',
      '+12125550123',
      '+25261234567',
    ];
    for (const number of others) {
      expect(checkAffordable(number, china), number).to.deep.equal({
        callable: false,
        reason: 'country',
      });
      const code = callingCode(number)!;
      expect(checkAffordable(number, [code]).callable, number).to.equal(true);
    }
    expect(others.map(callingCode)).to.deep.equal(['+852', '+853', '+886', '+1', '+252']);
  });

  it('counts islands that share +1 as countries of their own', () => {
    const jamaica = '+18765550123';
    expect(callingCode(jamaica)).to.equal('+1876');
    expect(checkAffordable(jamaica, ['+1'])).to.deep.equal({ callable: false, reason: 'country' });
    expect(checkAffordable(jamaica, ['+1876']).callable).to.equal(true);
  });

  it('refuses premium numbers of countries that the shop calls', () => {
    const called = [
      ...['+44', '+1', '+371', '+33', '+49', '+39', '+886'],
      ...['+353', '+27', '+61', '+808', '+46'],
    ];
    for (const number of [
      '+449001234567',
      '+447012345678',
      '+19005550123',
      '+37190123456',
      '+33899123456',
      '+499001234567',
      '+39899123456',
      '+886204123456',
      '+3531520123456',
      '+33836123456',
      '+27862234567',
      '+61131234567',
      '+80812345678',
      '+469912345678',
    ])
      expect(checkAffordable(number, called), number).to.deep.equal({
        callable: false,
        reason: 'premium',
      });
    for (const number of [
      '+442079460958',
      '+447911123456',
      '+33612345678',
      '+491512345678',
      '+35315123456',
      '+27821234567',
      '+61412345678',
      '+46701234567',
    ])
      expect(checkAffordable(number, called).callable, number).to.equal(true);
  });
});
