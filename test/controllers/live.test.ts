import { expect } from '@open-wc/testing';
import { until } from '../support/clock.ts';
import { Panel } from '../support/drivers.ts';
import { EventStream, FakeDesk } from '../support/fake-desk.ts';
import { at, FakeContacts, sampleContact } from '../support/sample-contact.ts';

describe('Live', () => {
  const { fetch } = window;
  let desk: FakeDesk;
  let stream: EventStream;

  beforeEach(() => {
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    stream = new EventStream();
    desk.answer = () => stream.response;
    // Pages of other test files, which run meanwhile, would share the lock of the streams.
    Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined });
  });
  afterEach(() => {
    window.fetch = fetch;
    localStorage.clear();
    Reflect.deleteProperty(document, 'hidden');
    Reflect.deleteProperty(navigator, 'locks');
  });

  const streams = () => desk.asked.filter(({ path }) => path === '/v1/contact/stream');
  const opened = (count: number) =>
    until(
      () => streams().length === count,
      () => `${count} streams, not ${streams().length}`,
    );
  const ended = () =>
    until(
      () => streams().every(({ signal }) => signal?.aborted),
      () => 'the stream to end',
    );

  it('shows a status change without a reload', async () => {
    const panel = await Panel.mount(FakeContacts.of(sampleContact()));
    await opened(1);
    stream.send({ state: 'busy', asOf: at(1), waitMinutes: [2, 4] });
    await panel.says('约等 2–4 分钟');
  });

  it('ends the stream when the panel closes, and starts it again when the panel opens', async () => {
    const panel = await Panel.mount(FakeContacts.of(sampleContact()));
    await opened(1);
    panel.element.open = false;
    await ended();
    stream = new EventStream();
    panel.element.open = true;
    await opened(2);
  });

  it('requests nothing in static mode', async () => {
    const contacts = FakeContacts.of(sampleContact(), { desk: undefined, config: '/config.json' });
    const panel = await Panel.mount(contacts);
    await panel.element.updateComplete;
    expect(streams().length).to.equal(0);
  });

  for (const [what, leave] of [
    [
      'is hidden',
      () =>
        void (
          Object.defineProperty(document, 'hidden', { configurable: true, value: true }),
          document.dispatchEvent(new Event('visibilitychange'))
        ),
    ],
    [
      'is left, even if it may come back from the back-forward cache',
      () => void dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
    ],
  ] as const) {
    it(`ends the stream when the page ${what}`, async () => {
      await Panel.mount(FakeContacts.of(sampleContact()));
      await opened(1);
      leave();
      await ended();
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
  }

  it('requests no stream while the panel is closed', async () => {
    const panel = await Panel.mount(FakeContacts.of(sampleContact()), {}, { open: false });
    await panel.settled();
    expect(desk.asked).to.be.empty;
  });
});
