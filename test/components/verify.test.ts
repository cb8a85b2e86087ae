import { expect } from '@open-wc/testing';
import { defineElement } from '../../src/elements.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { until } from '../support/clock.ts';
import { expectFocus, Panel } from '../support/drivers.ts';
import { FakeDesk, json, later, offline, problem } from '../support/fake-desk.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

const { verify: m } = messages;

describe('hotline-verify', () => {
  const { fetch } = window;
  let desk: FakeDesk;
  let contacts: FakeContacts;
  before(() => defineElement('hotline-verify'));
  beforeEach(() => {
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    contacts = FakeContacts.of(sampleContact());
  });
  afterEach(() => {
    window.fetch = fetch;
    localStorage.clear();
  });

  const open = async (look = {}) => {
    const panel = await Panel.mount(contacts, look, { open: true, view: 'verify' });
    await panel.has('button', m.check);
    return panel;
  };
  const check = async (panel: Panel, number: string) => {
    await panel.fill(m.number, number);
    await panel.press('button', m.check);
  };
  const hrefs = (panel: Panel) => panel.all('link').map((link) => link.getAttribute('href'));

  it('is reached from what the home view says about safety', async () => {
    const panel = await Panel.mount(contacts);
    await panel.press('button', m.link);
    await panel.has('heading', m.title);
    await panel.has('field', m.number);
  });

  it('says of a number that is not the shop’s what to do, with the numbers to dial', async () => {
    desk.answer = () => json({ ours: false });
    const panel = await open();
    await check(panel, '+400 123 4567');
    await panel.has('heading', m.no);
    for (const words of m.noDo) expect(panel.words).to.include(words);
    expect(hrefs(panel)).to.deep.equal(['tel:96110', 'tel:4001234567,,2']);
    expect(desk.by('POST').map(({ path, body }) => [path, body])).to.deep.equal([
      ['/v1/numbers/verify', '{"number":"+400 123 4567"}'],
    ]);
  });

  it('says of the shop’s number that it can be forged', async () => {
    desk.answer = () => json({ ours: true });
    const panel = await open();
    await check(panel, '400 123 4567');
    await panel.has('heading', m.yes);
    expect(panel.words).to.include(m.yesBut);
  });

  for (const [what, answer] of [
    ['without a network', offline],
    ['too often', () => problem(429, 'too-many-requests', undefined, { 'retry-after': '600' })],
    ['by a desk that answers something else', () => json({ ours: 'yes' })],
  ] as const)
    it(`says that it could not check ${what}, never that a number is the shop’s`, async () => {
      desk.answer = answer;
      const panel = await open();
      await check(panel, '400 123 4567');
      await panel.has('heading', m.unknown);
      expect(panel.find('heading', m.yes)).to.equal(undefined);
      expect(hrefs(panel)).to.deep.equal(['tel:4001234567,,2']);
    });

  it('says what is missing in a number beside the field, with the focus there', async () => {
    desk.answer = () =>
      problem(400, 'invalid-body', [{ pointer: '/number', code: 'missing-area-code' }]);
    const panel = await open();
    await check(panel, '8888 8888');
    await panel.says(m.problem['missing-area-code'] ?? '');
    expectFocus(panel.get('field', m.number));
    await check(panel, ' ');
    await panel.says(m.problem['empty'] ?? '');
    expect(desk.by('POST')).to.have.length(1);
  });

  it('forgets the answer once the number is changed, also one that comes late', async () => {
    const slow = later();
    desk.answer = () => slow.promise;
    const panel = await open();
    await check(panel, '400 123 4567');
    await panel.has('button', m.checking);
    await panel.fill(m.number, '13800138000');
    slow.come(json({ ours: true }));
    await panel.has('button', m.check);
    await panel.settled();
    expect(panel.find('heading', m.yes)).to.equal(undefined);
  });

  it('asks the config in static mode, whichever line a number is of', async () => {
    const config = JSON.stringify({
      lines: { public: { number: '400-123-4567' }, vip: { number: '010-8888 8888' } },
    });
    contacts = FakeContacts.of(sampleContact(), { config, desk: undefined });
    const panel = await open();
    await check(panel, '+86 10 8888 8888');
    await panel.has('heading', m.yes);
    await check(panel, '13800138000');
    await panel.has('heading', m.no);
    expect(desk.asked).to.be.empty;
  });

  it('fits on a screen of 320 pixels in care mode', async () => {
    desk.answer = () => json({ ours: false });
    const panel = await open({ width: 320, care: true });
    await check(panel, '13800138000');
    await panel.has('heading', m.no);
    const inside = await until(
      () => panel.element.shadowRoot?.querySelector('hotline-verify'),
      () => 'the check',
    );
    expect(inside.scrollWidth).to.be.at.most(inside.clientWidth || 320);
    for (const { name, height } of panel.targets) expect(height, name).to.be.at.least(44);
  });
});
