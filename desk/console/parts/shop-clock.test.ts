import { expect } from '@open-wc/testing';
import { fromShopClock, toShopClock } from './shop-clock.ts';

describe('toShopClock and fromShopClock', () => {
  it('convert by the shop’s time zone, not the device’s', () => {
    const instant = Date.parse('2026-11-20T02:00:00Z');
    expect(toShopClock(instant, 'Asia/Shanghai')).to.equal('2026-11-20T10:00');
    expect(toShopClock(instant, 'America/New_York')).to.equal('2026-11-19T21:00');
    expect(fromShopClock('2026-11-20T10:00', 'Asia/Shanghai')).to.equal(instant);
    expect(fromShopClock('', 'Asia/Shanghai')).to.equal(undefined);
  });
});
