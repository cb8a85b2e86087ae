import { expect, fixture, html } from '@open-wc/testing';
import { HotlineCallEvent } from '../../src/events/call.ts';
import { HotlineCallbackCreatedEvent } from '../../src/events/callback-created.ts';
import { ChooseSlotEvent } from '../../src/events/choose-slot.ts';
import { HotlineCloseEvent } from '../../src/events/close.ts';
import { HotlineCopyEvent } from '../../src/events/copy.ts';
import { HotlineOpenEvent } from '../../src/events/open.ts';
import { RateEvent } from '../../src/events/rate.ts';
import { RequestCareEvent } from '../../src/events/request-care.ts';
import { RequestCloseEvent } from '../../src/events/request-close.ts';
import { RequestViewEvent } from '../../src/events/request-view.ts';
import { TicketActedEvent } from '../../src/events/ticket-acted.ts';
import { HotlineTicketChangedEvent } from '../../src/events/ticket-changed.ts';

/** Dispatches an event inside a shadow root. Returns who received it: the shadow root, the page. */
const heardBy = async (event: Event) => {
  const host = await fixture<HTMLElement>(html`<div></div>`);
  const inside = host.attachShadow({ mode: 'open' });
  const leaf = inside
    .appendChild(document.createElement('p'))
    .appendChild(document.createElement('b'));
  const heard: string[] = [];
  inside.addEventListener(event.type, () => heard.push('root'));
  host.addEventListener(event.type, () => heard.push('page'));
  leaf.dispatchEvent(event);
  return heard;
};

describe('public events', () => {
  for (const [type, event] of [
    ['hotline-call', new HotlineCallEvent()],
    ['hotline-callback-created', new HotlineCallbackCreatedEvent()],
    ['hotline-close', new HotlineCloseEvent()],
    ['hotline-copy', new HotlineCopyEvent()],
    ['hotline-open', new HotlineOpenEvent()],
    ['hotline-ticket-changed', new HotlineTicketChangedEvent()],
  ] as const) {
    it(`${type} leaves the shadow root, and carries no data`, async () => {
      expect(event.type).to.equal(type);
      expect(await heardBy(event)).to.deep.equal(['root', 'page']);
      expect(Object.keys(event).filter((key) => key !== 'isTrusted')).to.be.empty;
    });
  }
});

describe('requests of elements', () => {
  for (const [type, event] of [
    ['hotline-choose-slot', new ChooseSlotEvent(undefined)],
    ['hotline-rate', new RateEvent({ rating: 5 })],
    ['hotline-request-close', new RequestCloseEvent()],
    ['hotline-request-view', new RequestViewEvent('ticket')],
    ['hotline-ticket-acted', new TicketActedEvent('cancel')],
  ] as const) {
    it(`${type} stays in its shadow root`, async () => {
      expect(event.type).to.equal(type);
      expect(await heardBy(event)).to.deep.equal(['root']);
    });
  }

  it('hotline-request-care leaves the shadow root, where the code that came with the panel hears it', async () =>
    expect(await heardBy(new RequestCareEvent())).to.deep.equal(['root', 'page']));

  it('hotline-request-view names the view, and the panel answers with preventDefault()', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    expect(place.dispatchEvent(new RequestViewEvent('home')), 'not prevented').to.equal(true);
    let asked = '';
    place.addEventListener('hotline-request-view', (event) => {
      asked = event.view;
      event.preventDefault();
    });
    expect(place.dispatchEvent(new RequestViewEvent('callback'))).to.equal(false);
    expect(asked).to.equal('callback');
  });
});
