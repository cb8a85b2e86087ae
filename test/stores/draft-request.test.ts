import { expect } from '@open-wc/testing';
import { briefOf, callbackRequestOf } from '../../src/stores/draft-request.ts';

const slot = { from: '2026-11-23T02:00:00.000Z', to: '2026-11-23T02:30:00.000Z' };
const filled = {
  topic: 'missing',
  order: ' A1B2C3 ',
  occurredAt: '2026-11-22T22:40',
  note: '\n账号 10001 ',
};
const brief = {
  topic: 'missing',
  order: 'A1B2C3',
  occurredAt: new Date(2026, 10, 22, 22, 40).toISOString(),
  note: '账号 10001',
};

describe('briefOf', () => {
  it("trims texts and reads the time on the member's clock", () => {
    expect(briefOf(filled)).to.deep.equal(brief);
  });

  it('names the screenshots that the desk has', () => {
    expect(briefOf({ screenshots: 3, attachments: ['one', 'two'] })).to.deep.equal({
      attachments: ['one', 'two'],
    });
    expect(briefOf({ screenshots: 3, attachments: [] })).to.deep.equal({});
  });

  it('leaves out what is empty', () => {
    expect(briefOf({ order: ' ', note: '' })).to.deep.equal({});
  });
});

describe('callbackRequestOf', () => {
  it('carries the same brief as a code for a call would', () => {
    expect(callbackRequestOf({ ...filled, phone: '13800138000' }, true, 'zh-TW')).to.deep.equal({
      ...brief,
      phone: '13800138000',
      when: { kind: 'asap' },
      consent: true,
      language: 'zh-TW',
    });
  });

  it('books the chosen slot only if the member wants one and slots can be booked', () => {
    const when = (booked: boolean, slots: boolean) =>
      callbackRequestOf({ booked, window: slot }, slots, 'en').when;
    expect(when(true, true)).to.deep.equal({ kind: 'window', from: slot.from });
    expect(when(false, true)).to.deep.equal({ kind: 'asap' });
    expect(when(true, false)).to.deep.equal({ kind: 'asap' });
  });

  it('mentions the marks that the member has set', () => {
    expect(callbackRequestOf({ urgent: true, senior: false }, true, 'en')).to.deep.equal({
      when: { kind: 'asap' },
      consent: true,
      language: 'en',
      urgent: true,
    });
  });
});
