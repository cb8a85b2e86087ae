import { expect } from '@open-wc/testing';
import { turn } from '../../../test/support/clock.ts';
import { OneTab } from './one-tab.ts';

describe('OneTab', () => {
  const refusing = {
    request: (_name: string, { signal }: LockOptions) =>
      signal?.aborted
        ? Promise.reject(new DOMException('', 'AbortError'))
        : Promise.reject(new DOMException('', 'SecurityError')),
  } as unknown as LockManager;

  it('takes each tab for the one where the browser has no locks', () => {
    const tab = new OneTab(undefined, 'x');
    tab.ask();
    expect(tab.isMine).to.equal(true);
  });

  it('takes each tab for the one where the page may take no locks', async () => {
    const tab = new OneTab(refusing, 'x');
    tab.ask();
    await turn();
    expect(tab.isMine).to.equal(true);
  });

  it('is not the one after it has left before its turn', async () => {
    const tab = new OneTab(refusing, 'x');
    tab.ask();
    tab.leave();
    await turn();
    expect(tab.isMine).to.equal(false);
  });
});
