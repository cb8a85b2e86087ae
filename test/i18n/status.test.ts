import { expect } from '@open-wc/testing';
import type { Contact } from '../../src/contract/contact.ts';
import { LANGUAGES } from '../../src/contract/text.ts';
import { loadMessages } from '../../src/i18n/load.ts';
import { waitRange } from '../../src/i18n/wait.ts';
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

  it('makes no promise of what is only expected', () =>
    expect(words({ state: 'open' }, 3)).to.deep.equal(words({ state: 'open' })));

  it('says the wait of a busy line, not its promise', () =>
    expect(words({ state: 'busy', waitMinutes: [2, 4] }, 3)).to.deep.equal([
      '约等 2–4 分钟',
      '約等 2–4 分鐘',
      'Wait about 2–4 min',
    ]));

  it('says a wait in the same words as the panel', async () => {
    for (const language of LANGUAGES) {
      const { messages } = await loadMessages(language);
      const contact = bareContact({ status: { state: 'busy', waitMinutes: [2, 4] } });
      expect(statusWords(contact, language)).to.equal(messages.wait(waitRange([2, 4])));
    }
  });

  for (const [wait, range] of [
    [[0, 0], '1'],
    [[0, 1], '1'],
    [[0, 3], '1–3'],
    [[1, 1], '1'],
    [[2, 4], '2–4'],
    [[5, 5], '5'],
  ] as const)
    it(`says a wait of ${wait.join()} minutes as ${range}`, () =>
      expect(waitRange([...wait])).to.equal(range));

  it('says at what time a closed line opens within a day, on the clock of the line', () =>
    expect(words({ state: 'closed', opensAt: localAt(23 * 60) })).to.deep.equal([
      '09:00 开始接听',
      '09:00 開始接聽',
      'Opens 09:00',
    ]));

  it('says the date, too, where it opens later', () =>
    expect(words({ state: 'closed', opensAt: localAt(24 * 60) })).to.deep.equal([
      '11/21 10:00 开始接听',
      '11/21 10:00 開始接聽',
      'Opens 11/21 10:00',
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
