import { expect } from '@open-wc/testing';
import { hoursWords } from '../../src/i18n/hours-words.ts';
import { messages as en } from '../../src/i18n/en.ts';
import { messages as simplified } from '../../src/i18n/zh-CN.ts';
import { messages as traditional } from '../../src/i18n/zh-TW.ts';

const day = { from: '09:00', to: '18:00' };

describe('hoursWords', () => {
  it('names round-the-clock hours in each language', () => {
    expect([
      hoursWords('24x7', simplified, 'zh-CN'),
      hoursWords('24x7', traditional, 'zh-TW'),
      hoursWords('24x7', en, 'en'),
    ]).to.deep.equal(['24 小时', '24 小時', '24 hours a day']);
  });

  it('names hours that are the same every day', () => {
    const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], periods: [day] }];
    expect([hoursWords(hours, simplified, 'zh-CN'), hoursWords(hours, en, 'en')]).to.deep.equal([
      '每天 09:00–18:00',
      'Every day 09:00–18:00',
    ]);
  });

  it('writes adjacent days as a range, and other days one by one', () => {
    const hours = [
      { days: [1, 2, 3, 4, 5], periods: [day] },
      { days: [6, 7], periods: [{ from: '10:00', to: '16:00' }] },
    ];
    expect(hoursWords(hours, simplified, 'zh-CN')).to.equal(
      '周一至周五 09:00–18:00 · 周六、周日 10:00–16:00',
    );
    expect(hoursWords(hours, en, 'en')).to.equal('Mon–Fri 09:00–18:00 · Sat, Sun 10:00–16:00');
    expect(hoursWords([{ days: [1, 3, 5], periods: [day] }], en, 'en')).to.equal(
      'Mon, Wed, Fri 09:00–18:00',
    );
    expect(hoursWords([{ days: [7], periods: [day] }], traditional, 'zh-TW')).to.equal(
      '週日 09:00–18:00',
    );
  });

  it('lists each period of a day, also one that ends at midnight', () => {
    const periods = [
      { from: '09:00', to: '12:00' },
      { from: '22:00', to: '24:00' },
    ];
    expect(hoursWords([{ days: [1], periods }], simplified, 'zh-CN')).to.equal(
      '周一 09:00–12:00、22:00–24:00',
    );
  });

  it('is empty if there are no weekly hours', () => {
    expect(hoursWords([], en, 'en')).to.equal('');
  });
});
