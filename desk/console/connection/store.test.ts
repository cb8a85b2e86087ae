import { expect } from '@open-wc/testing';
import { until } from '../../../test/support/clock.ts';
import { FakeConsoleDesk } from '../test-support/fake-console-desk.ts';
import { MINUTE, NOW, numberOf, sampleRow } from '../test-support/samples.ts';
import { ConsoleStore } from './store.ts';

describe('ConsoleStore', () => {
  const rows = [1, 2, 3, 4].map((n) => sampleRow({ number: numberOf(n), dueAt: NOW + n * MINUTE }));
  let desk: FakeConsoleDesk;
  let store: ConsoleStore;

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    store = new ConsoleStore(desk.services);
  });
  afterEach(() => store.stop());

  it('has all rows of a queue that came in parts whenever it calls the queue complete', async () => {
    desk.on('GET /queue', ({ path }) =>
      path.endsWith('after=')
        ? { asOf: NOW, rows: rows.slice(0, 2), next: 'p' }
        : { asOf: NOW, rows: rows.slice(2) },
    );
    const lengths: number[] = [];
    store.subscribe(() => store.complete && lengths.push(store.rows.length));
    // Anything else that changes just then has the console drawn, too.
    store.follow((changed) => changed === 'team' && void store.setPresence('away'));
    await store.start();
    await until(
      () => store.complete,
      () => 'the whole queue',
    );
    expect(lengths[0]).to.equal(4);
  });
});
