import { expect } from '@open-wc/testing';
import type { Hours } from '../../src/contract/hours.ts';
import { statusByHours } from '../../src/core/hours-status.ts';

const context = { timeZone: 'Asia/Shanghai' };
const at = (time: string): number => Date.parse(`2026-11-23T${time}:00+08:00`);
const office: Hours = { weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }] };

describe('statusByHours', () => {
  it('says when an open line closes', () => {
    expect(statusByHours(office, context, at('10:00'))).to.deep.equal({
      state: 'open',
      asOf: '2026-11-23T02:00:00.000Z',
      closesAt: '2026-11-23T10:00:00.000Z',
    });
  });

  it('says when a closed line opens next, and why it is closed', () => {
    const closed = { from: '2026-11-23', periods: [], reason: '盘点' };
    expect(statusByHours({ ...office, dates: [closed] }, context, at('10:00'))).to.deep.equal({
      state: 'closed',
      asOf: '2026-11-23T02:00:00.000Z',
      opensAt: '2026-11-24T09:00:00.000+08:00',
      reason: '盘点',
    });
  });

  it('gives no time for a line that never closes or never opens', () => {
    const asOf = '2026-11-23T02:00:00.000Z';
    expect(statusByHours('24x7', context, at('10:00'))).to.deep.equal({ state: 'open', asOf });
    expect(statusByHours({ weekly: [] }, context, at('10:00'))).to.deep.equal({
      state: 'closed',
      asOf,
    });
  });

  it('is unknown after the end of the work calendar', () => {
    expect(statusByHours({ ...office, workCalendar: true }, context, at('10:00'))).to.deep.equal({
      state: 'unknown',
      asOf: '2026-11-23T02:00:00.000Z',
    });
  });
});
