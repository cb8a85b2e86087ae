import { expect } from '@open-wc/testing';
import type { CallbackRequestInput } from '../../src/contract/callback.ts';
import { HOUR, SECOND } from '../../src/core/time.ts';
import { attemptOf } from '../../src/stores/attempt.ts';
import { senderFor } from '../../src/stores/callback-sender.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { callbackRequestOf } from '../../src/stores/draft-request.ts';
import { heldTicket } from '../../src/stores/held-ticket.ts';
import { Outbox } from '../../src/stores/outbox.ts';
import { until } from '../support/clock.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk, json, later, offline, problem } from '../support/fake-desk.ts';
import {
  bareContact,
  FakeContacts,
  sampleContact,
  sampleTicket,
} from '../support/sample-contact.ts';

const PHONE = '13800138000';

describe('A request that could not be sent', () => {
  let desk: FakeDesk;
  let effects: FakeEffects;
  let contacts: FakeContacts;

  /** As after loading a page of the shop. */
  const open = (state = contacts.state): FakeContacts => {
    contacts = new FakeContacts(state, contacts.source);
    contacts.effects = effects;
    senderFor(contacts.store).attend();
    return contacts;
  };
  const sender = () => senderFor(contacts.store);
  const draft = () => draftFor(contacts.store).state;
  const ask = (): CallbackRequestInput | undefined =>
    draft().consent ? callbackRequestOf(draft(), false, 'zh-CN') : undefined;
  const kept = async () => {
    const attempt = attemptOf(contacts.store);
    return attempt && new Outbox(effects).read(attempt.key);
  };

  /** Fills in the form and submits it without a network. */
  const submitOffline = async (note = '充了一小时还没有到') => {
    await sender().prepare();
    draftFor(contacts.store).update({ phone: PHONE, note, consent: true });
    effects.isOnline = false;
    desk.answer = offline;
    await sender().submit(ask);
    desk.asked.length = 0;
  };
  const online = () => {
    effects.isOnline = true;
    desk.answer = ({ method }) =>
      method === 'GET' ? problem(404, 'not-found') : json(sampleTicket(), 201);
  };
  /** What pages do from time to time. */
  const look = () => sender().checkIfDue('zh-CN');

  beforeEach(() => {
    desk = new FakeDesk();
    effects = new FakeEffects(desk.fetch);
    effects.locks = navigator.locks;
    contacts = FakeContacts.of(sampleContact());
    open();
  });
  afterEach(
    () =>
      new Promise<void>((resolve, reject) => {
        localStorage.clear();
        const request = indexedDB.deleteDatabase('hotline');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error ?? new Error());
      }),
  );

  it('is on the device before it leaves, until the ticket has come', async () => {
    const answer = later();
    desk.answer = () => answer.promise;
    await sender().prepare();
    draftFor(contacts.store).update({ phone: PHONE, consent: true });
    const done = sender().submit(ask);
    await until(
      () => desk.asked.length,
      () => 'the request',
    );
    const attempt = attemptOf(contacts.store);
    expect(await kept()).to.deep.include({ key: attempt?.key, callback: ask() });
    answer.come(json(sampleTicket(), 201));
    expect(await done).to.equal(true);
    expect(await new Outbox(effects).read(attempt?.key ?? '')).to.equal(undefined);
  });

  it('says that it waits, on a later page too, and is sent from there with the same key', async () => {
    await submitOffline();
    expect(sender().state).to.deep.equal({ phase: 'waiting-for-network', kept: true });
    const before = await kept();
    open();
    await look();
    expect(sender().state).to.deep.equal({ phase: 'waiting-for-network', kept: true });
    expect(draft()).to.deep.include({ phone: PHONE, note: '充了一小时还没有到', consent: true });
    online();
    expect(await look()).to.equal(true);
    const [sent] = desk.by('POST');
    expect(desk.by('POST')).to.have.length(1);
    expect(sent?.headers.get('idempotency-key')).to.equal(before?.key);
    expect(JSON.parse(sent?.body ?? '')).to.deep.equal(before?.callback);
    expect(heldTicket(contacts.store)?.number).to.equal('261120482136');
    expect(attemptOf(contacts.store)).to.equal(undefined);
  });

  it('is sent as it was agreed to, whatever order the later page is about', async () => {
    await submitOffline();
    open();
    await look();
    draftFor(contacts.store).suggestOrder('A1B2C3D4E5F6G7H8');
    online();
    await look();
    expect(JSON.parse(desk.by('POST')[0]?.body ?? '')).not.to.include.keys('order');
  });

  for (const [how, locks] of [
    ['by a lock', navigator.locks],
    ['without locks', undefined],
  ] as const)
    it(`is sent by one of two tabs, ${how}`, async () => {
      effects.locks = locks;
      await submitOffline();
      effects.time += 20 * SECOND;
      const [first, second] = [open(), open()];
      await Promise.all([first, second].map(({ store }) => senderFor(store).checkIfDue('zh-CN')));
      online();
      const answer = later();
      desk.answer = ({ method }) => (method === 'GET' ? problem(404, 'not-found') : answer.promise);
      const sent = senderFor(first.store).checkIfDue('zh-CN');
      await until(
        () => desk.by('POST').length,
        () => 'the request',
      );
      expect(await senderFor(second.store).checkIfDue('zh-CN')).to.equal(false);
      expect(senderFor(second.store).state).to.deep.equal({ phase: 'unknown', kept: true });
      answer.come(json(sampleTicket(), 201));
      expect(await sent).to.equal(true);
      expect(desk.by('POST')).to.have.length(1);
      senderFor(second.store).attend();
      expect(senderFor(second.store).state.phase).to.equal('idle');
    });

  for (const [what, page] of [
    ['an HTML page', () => new Response('<html>请登录</html>', { status: 200 })],
    ['JSON that is no ticket', () => json({ ok: true })],
    ['a redirect to another host', () => new TypeError('Failed to fetch')],
    ['a refusal in HTML', () => new Response('<html>', { status: 403 })],
  ] as const)
    it(`stays when a captive portal answers with ${what}`, async () => {
      await submitOffline();
      open();
      online();
      desk.answer = page;
      expect(await look()).to.equal(false);
      expect(sender().state).to.deep.include({ phase: 'unknown', kept: true });
      expect(await kept()).to.exist;
      effects.time += HOUR;
      online();
      expect(await look()).to.equal(true);
    });

  it('comes again by chance, later each time, and not before the desk allows it', async () => {
    await submitOffline();
    open();
    online();
    desk.answer = () => problem(503, 'unavailable');
    const pauses: number[] = [];
    for (let time = 0; time < 4; time++) {
      await look();
      let pause = 0;
      for (; !sender().isDue; pause++) effects.time += SECOND;
      pauses.push(pause);
    }
    expect(pauses).to.deep.equal([...pauses].sort((one, other) => one - other));
    expect(new Set(pauses).size).to.equal(4);
    desk.answer = () => problem(503, 'unavailable', undefined, { 'retry-after': '3600' });
    await look();
    effects.time += 3_599 * SECOND;
    expect(sender().isDue).to.equal(false);
    effects.time += HOUR;
    expect(sender().isDue).to.equal(true);
  });

  it('waits for a limit to end', async () => {
    await submitOffline();
    open();
    online();
    desk.answer = () => problem(429, 'too-many-requests', undefined, { 'retry-after': '60' });
    await look();
    expect(sender().state).to.deep.equal({ phase: 'unknown', kept: true, retryAfter: 60 });
    expect(await kept()).to.exist;
  });

  it('is dropped when the desk refuses it for good, with the reason and what was written', async () => {
    await submitOffline();
    const key = attemptOf(contacts.store)?.key ?? '';
    open();
    online();
    desk.answer = () =>
      problem(422, 'phone-not-callable', [{ pointer: '/phone', code: 'too-short' }]);
    await look();
    expect(sender().state).to.deep.include({ phase: 'refused', field: 'phone' });
    expect(draft().note).to.equal('充了一小时还没有到');
    expect(attemptOf(contacts.store)).to.equal(undefined);
    expect(await new Outbox(effects).read(key)).to.equal(undefined);
  });

  it('is gone once the member takes it back, on a later page too', async () => {
    await submitOffline();
    const key = attemptOf(contacts.store)?.key ?? '';
    open();
    await look();
    draftFor(contacts.store).update({ consent: false });
    sender().withdraw();
    expect(sender().state.phase).to.equal('idle');
    online();
    open();
    expect(await look()).to.equal(false);
    expect(desk.asked).to.be.empty;
    expect(await new Outbox(effects).read(key)).to.equal(undefined);
  });

  it('follows what the member changes while it waits', async () => {
    await submitOffline();
    draftFor(contacts.store).update({ phone: '13900139000' });
    await sender().revise(ask);
    open();
    await look();
    online();
    await look();
    expect(JSON.parse(desk.by('POST')[0]?.body ?? '')).to.include({ phone: '13900139000' });
  });

  it('is not on the device while it is not valid, and says so', async () => {
    await submitOffline();
    const key = attemptOf(contacts.store)?.key ?? '';
    await sender().revise(() => undefined);
    expect(sender().state).to.deep.equal({ phase: 'waiting-for-network', kept: false });
    expect(await new Outbox(effects).read(key)).to.equal(undefined);
  });

  it('is not sent for another member or a guest, but once its member is back', async () => {
    await submitOffline();
    const { state } = contacts;
    online();
    for (const member of [{ ref: 'm-2' }, {}]) {
      const other = sampleContact();
      other.member = { ...bareContact().member, ...member };
      open({ phase: 'ready', contact: other, from: 'desk' });
      expect(await look()).to.equal(false);
      expect(draft().phone).to.equal(undefined);
    }
    expect(desk.asked).to.be.empty;
    open(state);
    expect(await look()).to.equal(true);
  });

  it("stays a guest's when somebody signs in: it is sent without their token", async () => {
    const guest = sampleContact();
    delete guest.member.ref;
    open({ phase: 'ready', contact: guest, from: 'desk' });
    await submitOffline();
    open({ phase: 'ready', contact: sampleContact(), from: 'desk' });
    contacts.memberToken = 'a.b.c';
    online();
    expect(await look()).to.equal(true);
    expect(desk.by('POST')[0]?.headers.has('authorization')).to.equal(false);
  });

  it('is not taken once what the member agreed to has changed: they find it in the form, and why', async () => {
    draftFor(contacts.store).update({ consentVersion: '11111111' });
    await submitOffline();
    const key = attemptOf(contacts.store)?.key ?? '';
    open();
    online();
    desk.answer = ({ method }) =>
      method === 'GET' ? problem(404, 'not-found') : problem(409, 'consent-changed');
    expect(await look()).to.equal(false);
    expect(JSON.parse(desk.by('POST')[0]?.body ?? '')).to.include({ consentVersion: '11111111' });
    expect(sender().state).to.deep.include({ phase: 'refused', code: 'consent-changed' });
    expect(contacts.refreshed).to.equal(1);
    expect(draft()).to.deep.include({ phone: PHONE, note: '充了一小时还没有到' });
    expect(await new Outbox(effects).read(key)).to.equal(undefined);
    await look();
    expect(desk.by('POST')).to.have.length(1);
    draftFor(contacts.store).update({ consent: true, consentVersion: '22222222' });
    online();
    expect(await sender().submit(ask)).to.equal(true);
    expect(JSON.parse(desk.by('POST')[1]?.body ?? '')).to.include({ consentVersion: '22222222' });
  });

  it('is not sent after 23 hours: the member finds it in the form, and why', async () => {
    await submitOffline();
    const key = attemptOf(contacts.store)?.key ?? '';
    effects.time += 24 * HOUR;
    open();
    online();
    expect(await look()).to.equal(false);
    expect(desk.asked).to.be.empty;
    expect(sender().state).to.deep.include({ phase: 'refused', code: 'too-late' });
    expect(draft()).to.deep.include({ phone: PHONE, consent: false });
    expect(await new Outbox(effects).read(key)).to.equal(undefined);
    draftFor(contacts.store).update({ consent: true });
    expect(await sender().submit(ask)).to.equal(true);
    expect(desk.by('POST')[0]?.headers.get('idempotency-key')).not.to.equal(key);
  });

  for (const [what, deny] of [
    ['has no database', () => Object.assign(effects, { indexedDB: null })],
    [
      'has a full disk',
      () =>
        Object.assign(effects, {
          indexedDB: {
            open: () => {
              throw new DOMException('', 'QuotaExceededError');
            },
          },
        }),
    ],
    [
      'keeps nothing across visits',
      () =>
        Object.assign(effects, {
          localStorage: {
            getItem: () => null,
            removeItem: () => undefined,
            setItem: () => {
              throw new DOMException('', 'QuotaExceededError');
            },
          },
        }),
    ],
  ] as const)
    it(`is still sent where the browser ${what}, and is said to need the page`, async () => {
      deny();
      await submitOffline();
      expect(sender().state).to.deep.equal({ phase: 'waiting-for-network' });
      online();
      expect(await sender().submit(ask)).to.equal(true);
    });

  it('is kept without the secrets that the desk would mask', async () => {
    await submitOffline('卡密 AB12-CD34-EF56，密码：hunter2hunter2');
    const text = JSON.stringify(await kept());
    expect(text).to.include('****').and.not.include('AB12-CD34');
    expect(JSON.stringify(localStorage)).not.to.include(PHONE);
  });
});
