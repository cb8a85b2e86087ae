import { expect } from '@open-wc/testing';
import type { Contact } from '../../src/contract/contact.ts';
import { LANGUAGES } from '../../src/contract/text.ts';
import { statusWords } from '../../src/i18n/status.ts';
import { localAt, bareContact } from '../support/sample-contact.ts';

const words = (status: Partial<Contact['status']>, promiseMinutes?: number) =>
  LANGUAGES.map((language) =>
    statusWords(
      bareContact({ status: { closesAt: undefined, ...status }, line: { promiseMinutes } }),
      language,
    ),
  );

describe('statusWords', () => {
  it('says that a line is open', () =>
    expect(words({ state: 'open' })).to.deep.equal(['正在接听', '正在接聽', 'Open now']));

  it('says the promise of an open line if it is short', () =>
    expect(words({ state: 'open' }, 3)).to.deep.equal([
      '3 分钟内接听',
      '3 分鐘內接聽',
      'Answered in 3 min',
    ]));

  it('does not say a promise of half an hour', () =>
    expect(words({ state: 'open' }, 30)).to.deep.equal(words({ state: 'open' })));

  it('says the wait of a busy line, not its promise', () =>
    expect(words({ state: 'busy', waitMinutes: [2, 4] }, 3)).to.deep.equal([
      '2–4 分钟内接听',
      '2–4 分鐘內接聽',
      'Answered in 2–4 min',
    ]));

  it('says the date and time when a closed line opens, on the clock of the line', () =>
    expect(words({ state: 'closed', opensAt: localAt(23 * 60) })).to.deep.equal([
      '11/21 09:00 开始接听',
      '11/21 09:00 開始接聽',
      'Opens 11/21 09:00',
    ]));

  it('says no time that has no offset: it may be of another zone', () =>
    expect(words({ state: 'closed', opensAt: '2026-11-21T01:00:00.000Z' })).to.deep.equal([
      '已下班',
      '已下班',
      'Closed',
    ]));

  it('says that a line is closed if its opening time is unknown', () =>
    expect(words({ state: 'closed' })).to.deep.equal(['已下班', '已下班', 'Closed']));

  it('is empty for an unknown status', () =>
    expect(words({ state: 'unknown' }, 3)).to.deep.equal(['', '', '']));

  it('is empty for a status that this version does not know', () => {
    const contact = bareContact();
    expect(
      statusWords({ ...contact, status: { ...contact.status, state: 'paused' as 'open' } }, 'en'),
    ).to.equal('');
  });
});
