import { expect } from '@open-wc/testing';
import type { HotlineWidget } from '../../src/launcher/hotline-widget.ts';
import { registerLauncher } from '../../src/launcher/register.ts';
import { until } from '../support/clock.ts';
import { FakeDesk, json } from '../support/fake-desk.ts';
import { at, bareContact } from '../support/sample-contact.ts';

const desk = new FakeDesk();

const mount = (origin: string): HotlineWidget => {
  const widget = document.createElement('hotline-widget');
  widget.setAttribute('desk', origin);
  document.body.append(widget);
  return widget;
};

const says = (widget: HotlineWidget, words: string) =>
  until(
    () => widget.shadowRoot?.textContent?.includes(words),
    () => `${words} in ${widget.shadowRoot?.textContent}`,
  );

describe('registerLauncher', () => {
  const { fetch } = window;
  before(() => {
    window.fetch = desk.fetch;
    registerLauncher();
  });
  after(() => (window.fetch = fetch));
  afterEach(() => {
    for (const widget of document.querySelectorAll('hotline-widget')) widget.remove();
    desk.asked.length = 0;
  });

  it('defines the element once when it is called twice', () => {
    const before = customElements.get('hotline-widget');
    registerLauncher();
    expect(customElements.get('hotline-widget')).to.equal(before);
  });

  it('sends one request for widgets with the same source', async () => {
    desk.answer = () => json(bareContact());
    const widgets = [mount('https://one.example'), mount('https://one.example/')];
    for (const widget of widgets) await says(widget, '400-123-4567');
    expect(desk.asked).to.have.length(1);
  });

  it('drops a private line and requests again when a page returns from the back-forward cache', async () => {
    desk.answerWith(
      () => json(bareContact({ line: { display: '400-888-0001' }, validUntil: at(10) })),
      () => json(bareContact()),
    );
    const widget = mount('https://two.example');
    await says(widget, '400-888-0001');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(widget.shadowRoot?.textContent).to.not.include('400-888-0001');
    await says(widget, '400-123-4567');
  });

  it('does nothing when a page is shown for the first time', async () => {
    desk.answer = () =>
      json(bareContact({ line: { display: '400-888-0001' }, validUntil: at(10) }));
    const widget = mount('https://three.example');
    await says(widget, '400-888-0001');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(widget.shadowRoot?.textContent).to.include('400-888-0001');
    expect(desk.asked).to.have.length(1);
  });
});
