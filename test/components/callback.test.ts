import { expect, oneEvent } from '@open-wc/testing';
import * as v from 'valibot';
import type { Contact } from '../../src/contract/contact.ts';
import { CallbackRequestSchema } from '../../src/contract/callback.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { ticketsFor } from '../../src/stores/ticket-store.ts';
import { Clock, until } from '../support/clock.ts';
import { CallbackForm, nameOf, descriptionOf, expectFocus, focused } from '../support/drivers.ts';
import { FakeDesk, json, later, offline, problem } from '../support/fake-desk.ts';
import {
  at,
  localAt,
  bareContact,
  FakeContacts,
  NOW,
  sampleContact,
  sampleTicket,
  type Change,
} from '../support/sample-contact.ts';

const ORDER = 'A1B2C3D4E5F6G7H8';

describe('hotline-callback', () => {
  const { fetch } = window;
  let clock: Clock;
  let desk: FakeDesk;
  let contacts: FakeContacts;
  const online = (value: boolean) =>
    Object.defineProperty(navigator, 'onLine', { configurable: true, value });

  beforeEach(() => {
    clock = Clock.held(NOW);
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    desk.answer = () => json(sampleTicket(), 201);
    contacts = FakeContacts.of(sampleContact());
  });
  afterEach(() => {
    clock.restore();
    window.fetch = fetch;
    localStorage.clear();
    Reflect.deleteProperty(navigator, 'onLine');
  });

  const sent = () => desk.by('POST').map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  /** It is kept on the device before it leaves. */
  const posted = () =>
    until(
      () => desk.by('POST')[0],
      () => 'the request',
    );

  describe('before the first submission', () => {
    it('shows no errors while the member types', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.fill('您的电话', '12');
      await form.fill('您的电话', '');
      expect(form.problems).to.be.empty;
      expect(form.words).not.to.include(messages.phoneProblem['empty']);
    });

    it('shows the promise', async () => {
      expect((await CallbackForm.mount(contacts)).words).to.include('尽快 · 30 分钟内');
    });

    it('shows a time of day instead if the line is closed', async () => {
      contacts.show(
        sampleContact({
          status: { state: 'closed', closesAt: undefined, opensAt: localAt(1380) },
          callback: { dueAt: at(1410) },
        }),
      );
      expect((await CallbackForm.mount(contacts)).words).to.include('上班后尽快 · 明天 09:30 前');
    });

    it('offers the recent orders that the page names, and takes the one that is pressed', async () => {
      const form = await CallbackForm.mount(contacts);
      expect(form.all('radio', /A1B2C3D4E5F6G7H8/)).to.be.empty;
      await form.hand({
        orders: '[{"number":"A1B2C3D4E5F6G7H8","title":"Steam 100 元"},"B1B2C3D4E5F6G7H8"]',
      });
      const chip = await form.has('radio', 'Steam 100 元 A1B2C3D4E5F6G7H8');
      chip.click();
      await form.settled();
      expect(draftFor(contacts.store).state).to.include({
        order: 'A1B2C3D4E5F6G7H8',
        orderFound: false,
      });
      expect((chip as HTMLInputElement).checked).to.equal(true);
    });

    it("names the day by the desk's time on a device that is a day ahead", async () => {
      clock.restore();
      clock = Clock.held(NOW + 24 * 3_600_000);
      contacts.show(
        sampleContact({
          status: { state: 'closed', closesAt: undefined, opensAt: localAt(1380) },
          callback: { dueAt: at(1410) },
        }),
      );
      expect((await CallbackForm.mount(contacts)).words).to.include('上班后尽快 · 明天 09:30 前');
    });

    it('says who handles the data and how to contact them, the purpose, method, kinds of data, retention time and rights', async () => {
      const form = await CallbackForm.mount(contacts);
      expect(descriptionOf(form.get('button', messages.submit))).to.equal(
        '提交即表示您同意星河卡盟仅为本次回电使用您的电话与所填内容，90 天后删除。',
      );
      await form.press('disclosure', messages.privacy);
      const facts = [...(form.element.shadowRoot?.querySelectorAll('dt') ?? [])].map(
        (dt) => dt.textContent,
      );
      expect(facts).to.deep.equal(messages.privacyFacts('', '', 0).map(([what]) => what));
      for (const fact of ['星河卡盟', 'privacy@shop.example', '90 天'])
        expect(form.words).to.include(fact);
      expect(form.get('link', '查看详情')).to.have.attribute(
        'href',
        'https://shop.example/privacy',
      );
    });

    it('links to the privacy page only if its address is http or https', async () => {
      const { privacy, ...contact } = sampleContact();
      contacts.show({
        ...contact,
        privacy: {
          handler: '星河卡盟',
          contact: 'a@b.example',
          retentionDays: 90,
          ...privacy,
          url: 'javascript:alert(1)',
        },
      });
      const form = await CallbackForm.mount(contacts);
      await form.press('disclosure', messages.privacy);
      expect(form.words).to.include('星河卡盟');
      expect(form.all('link')).to.be.empty;
    });

    it('asks for consent in a short sentence if the shop gives no privacy facts', async () => {
      contacts.show(sampleContact({ privacy: undefined }));
      const form = await CallbackForm.mount(contacts);
      expect(descriptionOf(form.get('button', messages.submit))).to.equal(messages.consentShort);
      expect(!!form.find('disclosure', messages.privacy)).to.equal(false);
    });

    it('offers the marks urgent and senior only if the shop does', async () => {
      const form = await CallbackForm.mount(contacts);
      expect(form.get('checkbox', messages.urgent)).to.exist;
      expect(form.get('checkbox', messages.senior)).to.exist;
      contacts.show(sampleContact({ callback: { urgent: false, senior: false } }));
      await form.settled();
      expect(form.all('checkbox')).to.be.empty;
    });

    it('asks for no topic if the shop has none', async () => {
      contacts.show(
        bareContact({
          callback: { promiseMinutes: 30, urgent: false, senior: false, callsFrom: [] },
        }),
      );
      const form = await CallbackForm.mount(contacts);
      expect(form.find('choice')).to.equal(undefined);
      await form.ask();
      expect(sent()).to.have.length(1);
    });

    it('says if the shop takes no callbacks', async () => {
      contacts.show(bareContact());
      const form = await CallbackForm.mount(contacts);
      expect(form.words).to.equal(messages.noCallbacks);
    });

    it('is prefilled from the checklist and the page', async () => {
      draftFor(contacts.store).update({
        topic: 'price',
        occurredAt: '2026-11-20T09:30',
        note: '账号 10001',
        phone: '13800138000',
      });
      const form = await CallbackForm.mount(contacts, {}, ORDER);
      expect([
        form.valueOf(/遇到什么问题/),
        form.valueOf(/发生时间/),
        form.valueOf(/补充说明/),
        form.valueOf(/您的电话/),
        form.valueOf(/订单号/),
      ]).to.deep.equal(['price', '2026-11-20T09:30', '账号 10001', '13800138000', ORDER]);
      expect(form.words).to.include('已从本页识别');
    });

    it('shows time and note when they are asked for', async () => {
      const form = await CallbackForm.mount(contacts);
      expect(!!form.find('field', /补充说明/)).to.equal(false);
      await form.showDetails();
      expect(form.valueOf(/补充说明/)).to.equal('');
      await form.fill(/补充说明/, '账号 10001');
      await form.fill(/补充说明/, '');
      expect(form.valueOf(/补充说明/), 'it stays while the member thinks').to.equal('');
    });

    it('warns of an order number that matches no pattern, and sends it anyway', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.fill(/订单号/, 'abc');
      expect(form.words).to.include(messages.orderDoubtful);
      await form.ask();
      await posted();
      expect(sent()[0]).to.include({ order: 'abc' });
    });
  });

  describe('an error', () => {
    for (const [phone, reason] of [
      ['', 'empty'],
      ['1380013800a', 'letters'],
      ['138001', 'too-short'],
      ['138001380001', 'too-long'],
      ['88888888', 'missing-area-code'],
      ['+0123', 'unknown'],
      ['110', 'emergency'],
      ['16899168', 'premium'],
      ['400-123-4567', '400'],
      ['800-810-1234', '800'],
      ['95588', 'service'],
    ] as const) {
      it(`is shown beside the field for the phone number “${phone}”, with the reason ${reason}`, async () => {
        const form = await CallbackForm.mount(contacts);
        await form.ask(phone);
        expect(form.problems).to.deep.equal([messages.phoneProblem[reason]]);
        expectFocus(form.get('field', '您的电话'));
        expect(desk.asked).to.be.empty;
      });
    }

    it('says that a country is not called', async () => {
      const form = await CallbackForm.mount(
        FakeContacts.of(sampleContact({ callback: { countries: ['+86', '+852'] } })),
      );
      await form.ask('+44 20 7946 0958');
      expect(form.problems).to.deep.equal([messages.phoneProblem['country']]);
      expect(desk.asked).to.be.empty;
    });

    it('is shown at each invalid field, and the focus moves to the first', async () => {
      draftFor(contacts.store).update({ topic: 'gone' });
      const form = await CallbackForm.mount(contacts);
      await form.submit();
      expect(form.problems).to.deep.equal([
        messages.phoneProblem['empty'],
        messages.refused['unknown-topic'],
      ]);
      expectFocus(form.get('field', '您的电话'));
      await form.fill('您的电话', '13800138000');
      await form.submit();
      expectFocus(form.get('choice'));
      expect(desk.asked).to.be.empty;
    });

    it('disappears as soon as the field is corrected', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.ask('138');
      await form.fill('您的电话', '13800138000');
      expect(form.problems).to.be.empty;
      expect(descriptionOf(form.get('field', '您的电话'))).to.equal('');
    });

    it('is shown for a topic that the shop no longer has', async () => {
      draftFor(contacts.store).update({ topic: 'gone' });
      const form = await CallbackForm.mount(contacts);
      await form.fill('您的电话', '13800138000');
      await form.submit();
      expect(form.problems).to.deep.equal([messages.refused['unknown-topic']]);
    });
  });

  describe('the request', () => {
    it('matches the contract, without a tier, a priority or the current time', async () => {
      const form = await CallbackForm.mount(contacts, {}, ORDER);
      await form.showDetails();
      await form.fill(/发生时间/, '2026-11-20T09:30');
      await form.fill(/补充说明/, '账号 10001');
      await form.press('checkbox', messages.urgent);
      await form.press('checkbox', messages.senior);
      await form.ask(' 138 0013 8000 ');
      await posted();
      const [body] = sent();
      expect(body).to.deep.equal({
        phone: ' 138 0013 8000 ',
        when: { kind: 'asap' },
        consent: true,
        language: 'zh-CN',
        topic: 'missing',
        order: ORDER,
        occurredAt: new Date('2026-11-20T09:30').toISOString(),
        note: '账号 10001',
        urgent: true,
        senior: true,
      });
      expect(v.safeParse(CallbackRequestSchema, body).issues).to.equal(undefined);
    });

    it('keeps the extension and everything else that the member wrote as their number', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.ask('０７５５－８３７６ ５５６６ 转 8001，');
      await posted();
      expect(sent().map(({ phone }) => phone)).to.deep.equal([
        '０７５５－８３７６ ５５６６ 转 8001，',
      ]);
    });

    it('omits empty fields', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.fill(/订单号/, '  ');
      await form.showDetails();
      await form.fill(/补充说明/, ' ');
      await form.ask();
      await posted();
      expect(sent()).to.deep.equal([
        {
          phone: '138 0013 8000',
          when: { kind: 'asap' },
          consent: true,
          language: 'zh-CN',
          topic: 'missing',
        },
      ]);
      expect(v.safeParse(CallbackRequestSchema, sent()[0]).issues).to.equal(undefined);
    });

    it('contains the language of the form', async () => {
      const form = await CallbackForm.mount(contacts, { language: 'en' });
      await form.fill('Your phone number', '13800138000');
      await form.fill(/What is it about/, 'price');
      await form.submit();
      await posted();
      expect(sent()[0]).to.include({ language: 'en' });
    });

    it("has an idempotency key and the member's token", async () => {
      contacts.memberToken = 'e.y.J';
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      const { path, headers } = await posted();
      expect(path).to.equal('/v1/callbacks');
      expect(headers.get('authorization')).to.equal('Bearer e.y.J');
      expect(headers.get('idempotency-key')).to.match(/^\d+(-\d+){3}$/);
    });

    it('is sent once, however often the button is pressed', async () => {
      const answer = later();
      desk.answer = () => answer.promise;
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await form.submit().catch(() => undefined);
      form.element.shadowRoot?.querySelector('form')?.requestSubmit();
      await form.settled();
      expect(form.words).to.include(messages.sending);
      expect(form.find('button', messages.sending)).to.have.attribute('aria-disabled', 'true');
      answer.come(json(sampleTicket(), 201));
      await form.says(messages.received);
      expect(desk.by('POST')).to.have.length(1);
    });
  });

  describe('with a number that the shop knows', () => {
    beforeEach(() => contacts.show(sampleContact({ member: { phone: '138****8000' } })));

    it('asks for no number, and sends none', async () => {
      const form = await CallbackForm.mount(contacts, {}, ORDER);
      expect(form.words).to.include('138****8000');
      expect(form.find('field', '您的电话')).to.equal(undefined);
      await form.submit();
      expect(sent()).to.deep.equal([
        { when: { kind: 'asap' }, consent: true, language: 'zh-CN', order: ORDER },
      ]);
      expect(v.safeParse(CallbackRequestSchema, sent()[0]).issues).to.equal(undefined);
    });

    it('takes another number, or goes back to the known one', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.press('button', messages.otherPhone);
      expectFocus(form.get('field', '您的电话'));
      await form.submit();
      expect(form.problems).to.deep.equal([messages.phoneProblem['empty']]);
      await form.press('button', messages.knownPhone('138****8000'));
      expectFocus(form.get('button', messages.otherPhone));
      await form.press('button', messages.otherPhone);
      await form.fill('您的电话', '13900139000');
      await form.submit();
      await posted();
      expect(sent().map(({ phone }) => phone)).to.deep.equal(['13900139000']);
    });

    it('keeps what a guest typed before they signed in', async () => {
      contacts.show(sampleContact());
      const form = await CallbackForm.mount(contacts);
      await form.fill('您的电话', '13900139000');
      contacts.show(sampleContact({ member: { phone: '138****8000' } }));
      await form.settled();
      expect(form.valueOf('您的电话')).to.equal('13900139000');
    });

    it('asks for the number if the member is signed out by the time it is sent', async () => {
      const form = await CallbackForm.mount(contacts);
      desk.answer = () =>
        json({ code: 'phone-not-callable', errors: [{ pointer: '/phone', code: 'empty' }] }, 422);
      contacts.refresh = () => {
        contacts.show(sampleContact());
        return Promise.resolve();
      };
      await form.submit();
      await form.has('field', '您的电话');
      expect(form.problems).to.deep.equal([messages.phoneProblem['empty']]);
    });
  });

  describe('after the desk accepted it', () => {
    it('shows the ticket number, fires hotline-callback-created, and requests the ticket view', async () => {
      const form = await CallbackForm.mount(contacts);
      const heard = form.hears('hotline-callback-created', 'hotline-request-view');
      await form.ask();
      await form.says(messages.received);
      expect(form.words).to.include('261120-48213-6');
      expect(form.get('status').textContent).to.include(messages.received);
      expect(heard.map(({ type }) => type)).to.deep.equal([
        'hotline-callback-created',
        'hotline-request-view',
      ]);
      expect(heard[0])
        .to.include({ bubbles: true, composed: true })
        .and.not.to.have.property('detail');
      await form.press('button', messages.view);
      expect(heard).to.have.length(3);
    });

    it('keeps only the phone number for the next callback', async () => {
      const form = await CallbackForm.mount(contacts, {}, ORDER);
      await form.showDetails();
      await form.fill(/补充说明/, '账号 10001');
      await form.fill(/发生时间/, '2026-11-20T09:30');
      await form.press('checkbox', messages.urgent);
      await form.press('checkbox', messages.senior);
      await form.hand({ order: null });
      await form.ask();
      await form.says(messages.received);
      desk.answer = () => json(sampleTicket({ status: 'cancelled' }));
      await ticketsFor(contacts.store).refresh();
      await form.has('field', '您的电话');
      expect(!!form.find('field', /补充说明/), 'the note is put away').to.equal(false);
      await form.showDetails();
      expect([
        form.valueOf(/遇到什么问题/),
        form.valueOf(/发生时间/),
        form.valueOf(/补充说明/),
        form.valueOf(/订单号/),
      ]).to.deep.equal(['', '', '', '']);
      expect(form.all('checkbox').map((box) => (box as HTMLInputElement).checked)).to.deep.equal([
        false,
        false,
      ]);
      expect(form.valueOf('您的电话')).to.equal('138 0013 8000');
      expect(form.problems).to.be.empty;
    });
  });

  describe('a refusal', () => {
    for (const code of [
      'too-many-for-number',
      'too-many-requests',
      'callbacks-unavailable',
      'unknown-topic',
      'invalid-body',
    ] as const) {
      it(`with ${code} says what to do, and keeps the input`, async () => {
        desk.answer = () => problem(422, code);
        const form = await CallbackForm.mount(contacts);
        await form.showDetails();
        await form.fill(/补充说明/, '账号 10001');
        await form.ask();
        await form.says(messages.refused[code] as string);
        // Beside its field where it is about one.
        if (!/number|topic/.test(code))
          expect(form.get('alert').textContent).to.include(messages.refused[code]);
        expect([
          form.valueOf(/补充说明/),
          form.valueOf('您的电话'),
          form.valueOf(/遇到什么问题/),
        ]).to.deep.equal(['账号 10001', '138 0013 8000', 'missing']);
      });
    }

    it('with any other code says that the request was not sent', async () => {
      desk.answer = () => problem(415, 'unsupported-media-type');
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await form.says(messages.refused['other'] as string);
    });

    it('says in how many minutes to try again', async () => {
      desk.answer = () => problem(429, 'too-many-requests', undefined, { 'retry-after': '90' });
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await form.says('请 2 分钟后再试。');
    });

    it('of the phone number is shown at its field, which gets the focus, until the field changes', async () => {
      desk.answer = () =>
        problem(422, 'phone-not-callable', [{ pointer: '/phone', code: 'premium' }]);
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await until(
        () => form.problems.length,
        () => form.words,
      );
      expect(form.problems).to.deep.equal([messages.phoneProblem['premium']]);
      await until(
        () => focused() === form.get('field', '您的电话'),
        () => 'the focus in the phone field',
      );
      await form.fill('您的电话', '13900139000');
      expect(form.problems).to.be.empty;
    });

    it('of the phone number for an unknown reason has a text too', async () => {
      desk.answer = () =>
        problem(422, 'phone-not-callable', [{ pointer: '/phone', code: 'on-the-moon' }]);
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await until(
        () => form.problems.length,
        () => form.words,
      );
      expect(form.problems).to.deep.equal([messages.phoneProblem['unknown']]);
    });
  });

  describe('without an answer', () => {
    /** Submits the form; three attempts get no answer. */
    const lose = async () => {
      desk.answer = () => problem(503, 'unavailable');
      const form = await CallbackForm.mount(contacts);
      await form.showDetails();
      await form.fill(/补充说明/, '账号 10001');
      await form.ask();
      await clock.passUntil(
        () => form.words.includes(messages.unknown),
        () => form.words,
      );
      return form;
    };

    it('says after three attempts that it is not known yet whether it arrived, with the number to dial, and keeps the input', async () => {
      const form = await lose();
      expect(desk.by('POST')).to.have.length(3);
      expect(form.get('alert').textContent).to.include(messages.unknown);
      expect(form.words).not.to.include(messages.refused['other']);
      expect(form.get('link', '400-123-4567')).to.have.attribute('href', 'tel:4001234567,,2');
      expect(form.valueOf(/补充说明/)).to.equal('账号 10001');
    });

    it('says in how many minutes to try again', async () => {
      desk.answer = () => problem(503, 'unavailable', undefined, { 'retry-after': '90' });
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await form.says(messages.unknown);
      expect(form.words).to.include('请 2 分钟后再试。');
    });

    it('asks by itself what became of it, and shows the ticket', async () => {
      const form = await lose();
      const heard = form.hears('hotline-callback-created', 'hotline-request-view');
      desk.asked.length = 0;
      desk.answer = () => json(sampleTicket());
      await clock.passUntil(
        () => form.words.includes(messages.received),
        () => form.words,
      );
      expect(desk.by('POST')).to.be.empty;
      expect(heard).to.have.length(2);
      expect(draftFor(contacts.store).state.note).to.equal(undefined);
    });

    it('asks when the member wants it, and says so meanwhile', async () => {
      const form = await lose();
      const answer = later();
      desk.answer = () => answer.promise;
      await form.press('button', messages.askAgain);
      expect(form.get('button', messages.asking)).to.have.attribute('aria-disabled', 'true');
      answer.come(json(sampleTicket()));
      await form.says(messages.received);
    });

    it('sends nothing again once it is withdrawn while offline, but asks whether it arrived', async () => {
      const form = await lose();
      online(false);
      desk.answer = offline;
      await form.submit();
      await form.says(messages.waitingForNetwork);
      await form.press('button', messages.withdraw);
      desk.asked.length = 0;
      desk.answer = () => json(sampleTicket());
      online(true);
      window.dispatchEvent(new Event('online'));
      await form.says(messages.received);
      expect(desk.by('POST')).to.be.empty;
      expect(ticketsFor(contacts.store).state).to.deep.include({ isEarlier: true });
    });

    it('keeps what was changed since, for another request, which is not sent by itself', async () => {
      const form = await lose();
      await form.fill(/补充说明/, '账号 10002');
      desk.answer = ({ method }) =>
        method === 'GET' ? json(sampleTicket()) : problem(422, 'idempotency-key-reused');
      await form.submit();
      await form.says(messages.received);
      const { note, consent } = draftFor(contacts.store).state;
      expect([note, consent]).to.deep.equal(['账号 10002', false]);
    });

    it('says once it is certain that it did not arrive, until the member changes something', async () => {
      const form = await lose();
      desk.answer = () => problem(404, 'not-found');
      await clock.passUntil(
        () => form.words.includes(messages.refused['not-found'] ?? ''),
        () => form.words,
      );
      expect(form.valueOf(/补充说明/)).to.equal('账号 10001');
      await form.fill(/补充说明/, '账号 10002');
      expect(form.words).not.to.include(messages.refused['not-found']);
    });

    it('is settled when the form is opened again, after a reload or in another tab', async () => {
      await lose();
      desk.asked.length = 0;
      desk.answer = () => json(sampleTicket());
      const reloaded = new FakeContacts(contacts.state, contacts.source);
      const form = await CallbackForm.mount(reloaded);
      await form.says(messages.received);
      expect(desk.by('POST')).to.be.empty;
    });

    it('is settled by the answer that another tab got', async () => {
      const form = await lose();
      const other = await CallbackForm.mount(new FakeContacts(contacts.state, contacts.source));
      desk.answer = () => json(sampleTicket());
      await other.says(messages.unknown);
      await other.press('button', messages.askAgain);
      await other.says(messages.received);
      window.dispatchEvent(new StorageEvent('storage'));
      await form.says(messages.received);
    });
  });

  describe('while offline', () => {
    beforeEach(() => {
      online(false);
      desk.answer = offline;
    });

    /** Requests that reached the desk since it can be reached again. */
    let created = 0;
    const back = async () => {
      created = 0;
      online(true);
      desk.answer = ({ method }) => {
        if (method === 'GET') return problem(404, 'not-found');
        created++;
        return json(sampleTicket(), 201);
      };
      window.dispatchEvent(new Event('online'));
      await clock.pass(0);
    };

    it('says that it waits, and sends once when the network is back', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await form.says(messages.waitingForNetwork);
      expect(form.valueOf('您的电话')).to.equal('138 0013 8000');
      await back();
      await form.says(messages.received);
      window.dispatchEvent(new Event('online'));
      await clock.pass(0);
      expect(created).to.equal(1);
    });

    it('says that screenshots are lost with the page, unless the desk has them', async () => {
      draftFor(contacts.store).update({ screenshots: 1 });
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await form.says(messages.waitingPictures);
      draftFor(contacts.store).update({ attachments: ['a'.repeat(22)] });
      await form.settled();
      expect(form.words).not.to.include(messages.waitingPictures);
      await form.press('button', messages.withdraw);
    });

    it('sends once if two forms of the shop wait', async () => {
      const form = await CallbackForm.mount(contacts);
      await CallbackForm.mount(contacts);
      await form.ask();
      await form.says(messages.waitingForNetwork);
      await back();
      await form.says(messages.received);
      expect(created).to.equal(1);
    });

    it('sends even if the member has left the view', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await form.says(messages.waitingForNetwork);
      form.element.remove();
      desk.asked.length = 0;
      const heard = oneEvent(document, 'hotline-callback-created');
      await back();
      await heard;
      expect(desk.by('POST')).to.have.length(1);
      const again = await CallbackForm.mount(contacts);
      await again.says(messages.received);
    });

    /** Submits the form, changes it while it waits, and comes back online. */
    const changeWhileWaiting = async (change: (form: CallbackForm) => unknown) => {
      const form = await CallbackForm.mount(contacts);
      await form.ask();
      await form.says(messages.waitingForNetwork);
      desk.asked.length = 0;
      await change(form);
      return form;
    };

    for (const [what, change, problem] of [
      [
        'the phone number is nonsense',
        (form: CallbackForm) => form.fill('您的电话', '12'),
        messages.phoneProblem['too-short'],
      ],
      [
        'the topic is gone',
        () => draftFor(contacts.store).update({ topic: 'gone' }),
        messages.refused['unknown-topic'] ?? '',
      ],
      [
        'no slot is chosen',
        (form: CallbackForm) => form.press('radio', messages.atTime),
        messages.whenMissing,
      ],
    ] as const) {
      it(`sends nothing any more if ${what}, and says so`, async () => {
        const form = await changeWhileWaiting(change);
        expect(form.words).to.include(messages.waitingInvalid).and.to.include(problem);
        await back();
        await form.says(messages.refused['invalid-body'] ?? '');
        expect(desk.by('POST')).to.be.empty;
        expect(form.words).to.include(problem);
      });
    }

    it('sends what is on the form by then', async () => {
      const form = await changeWhileWaiting(async (form) => {
        await form.fill('您的电话', '12');
        await form.fill('您的电话', '13900139000');
      });
      expect(form.words).to.include(messages.waitingForNetwork);
      await back();
      await form.says(messages.received);
      expect(sent().map(({ phone }) => phone)).to.deep.equal(['13900139000']);
    });

    it('sends nothing once it is withdrawn, in a form that was opened since too', async () => {
      await changeWhileWaiting(async (form) => {
        form.element.remove();
        const other = await CallbackForm.mount(contacts);
        await other.press('button', messages.withdraw);
        expect(other.words).not.to.include(messages.waitingForNetwork);
        expect(other.valueOf('您的电话')).to.equal('138 0013 8000');
      });
      await back();
      expect(desk.asked).to.be.empty;
    });

    /** Lets the shop answer with another contact when it is asked again. */
    const offersThen = (contact: Contact) => {
      contacts.refresh = () => {
        contacts.show(contact);
        return Promise.resolve();
      };
    };

    for (const [what, change] of [
      ['the topic is gone', { topics: [] }],
      ['the shop takes no callbacks any more', { callback: undefined }],
      ['another member has signed in', { member: { ref: 'm-2' } }],
    ] as const) {
      it(`sends nothing if ${what} when the network is back`, async () => {
        const form = await changeWhileWaiting(() => {
          const contact = sampleContact(change as Change<Contact>);
          offersThen(
            what === 'the topic is gone'
              ? { ...contact, topics: sampleContact().topics.slice(1) }
              : contact,
          );
        });
        await back();
        await clock.pass(0);
        expect(desk.by('POST')).to.be.empty;
        expect(form.words).not.to.include('网络断开了');
      });
    }

    it('sends nothing for a form that was not submitted', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.fill('您的电话', '13800138000');
      await back();
      expect(desk.asked).to.be.empty;
    });
  });

  it("does not show one member's ticket to the next", async () => {
    const form = await CallbackForm.mount(contacts);
    await form.ask();
    await form.says('261120-48213-6');
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    await form.has('field', '您的电话');
    expect(form.words).not.to.include('261120-48213-6');
  });

  it('shows only English in English', async () => {
    const form = await CallbackForm.mount(contacts, { language: 'en' });
    await form.press('disclosure', 'Privacy');
    await form.submit();
    expect(
      [form.words, ...form.hints].filter((said) =>
        /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/.test(said),
      ),
    ).to.deep.equal([]);
  });

  describe('a refusal', () => {
    const refusals: [string, string, string | undefined, string][] = [
      ['too-many-for-number', '您的电话', undefined, messages.refused['too-many-for-number'] ?? ''],
      ['unknown-topic', '遇到什么问题', undefined, messages.refused['unknown-topic'] ?? ''],
      ['invalid-body', '订单号', '/order', messages.refused['invalid-body'] ?? ''],
      ['invalid-body', '发生时间', '/occurredAt', messages.refused['invalid-body'] ?? ''],
      ['invalid-body', '补充说明', '/note', messages.refused['invalid-body'] ?? ''],
    ];
    for (const [code, name, pointer, words] of refusals) {
      it(`${code} ${pointer ?? ''} is said once, at “${name}”, which gets the focus`, async () => {
        const form = await CallbackForm.mount(contacts);
        desk.answer = () => problem(422, code, pointer ? [{ pointer, code: 'x' }] : undefined);
        await form.ask();
        await form.says(words);
        const field =
          form.find('field', new RegExp(`^${name}`)) ?? form.get('choice', new RegExp(name));
        await until(
          () => focused() === field,
          () => `the focus on ${name}`,
        );
        expect(descriptionOf(field)).to.include(words);
        expect(form.words.split(words)).to.have.length(2);
      });
    }
  });

  describe('with a slot', () => {
    const slots = (left = 2) =>
      json({
        asOf: at(0),
        timeZone: 'Asia/Shanghai',
        slots: [
          { from: at(60), to: at(90), left: 0 },
          { from: at(90), to: at(120), left },
          { from: at(1440), to: at(1470), left: 9 },
        ],
      });
    const open = async (reply: () => Response | Error = slots) => {
      desk.answer = ({ path }) => (path === '/v1/slots' ? reply() : json(sampleTicket(), 201));
      const form = await CallbackForm.mount(contacts);
      await form.press('radio', messages.atTime);
      return form;
    };

    it('shows the slots by day, says how many places are left if they are few, and disables full ones', async () => {
      const form = await open();
      await form.has('radio', /^11:30/);
      expect(
        form
          .all('radio')
          .slice(2)
          .map((radio) => [
            radio.closest('label')?.textContent?.replace(/\s+/g, ' ').trim(),
            (radio as HTMLInputElement).disabled,
          ]),
      ).to.deep.equal([
        ['今天', false],
        ['明天', false],
        ['11:00–11:30 已约满', true],
        ['11:30–12:00 剩 2 位', false],
      ]);
      await form.press('radio', '明天');
      await form.has('radio', '10:00–10:30');
    });

    it('shows them by the clock of the device where the browser does not know the zone', async () => {
      const form = await open(() =>
        json({
          asOf: at(0),
          timeZone: 'Mars/Olympus',
          slots: [{ from: at(90), to: at(120), left: 9 }],
        }),
      );
      const local = (minutes: number) =>
        new Date(at(minutes)).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' });
      await form.has('radio', `${local(90)}–${local(120)}`);
    });

    const day = (left: (hour: number) => number = () => 9) =>
      json({
        asOf: at(0),
        timeZone: 'Asia/Shanghai',
        // From 10:00 to 22:00 in Shanghai.
        slots: Array.from({ length: 24 }, (_, index) => ({
          from: at(index * 30),
          to: at(index * 30 + 30),
          left: left(10 + Math.floor(index / 2)),
        })),
      });
    const times = (form: CallbackForm) =>
      form.all('radio', /^\d/).map((radio) => nameOf(radio).slice(0, 5));

    it('shows a long day in parts: morning, afternoon and evening', async () => {
      const form = await open(() => day());
      await form.has('radio', '下午');
      expect(times(form)).to.deep.equal(['10:00', '10:30', '11:00', '11:30']);
      await form.press('radio', '晚上');
      await form.has('radio', /^18:00/);
      expect(times(form)[0]).to.equal('18:00');
      (await form.has('radio', /^21:30/)).click();
      await form.has('status', messages.slots.picked('今天 21:30–22:00'));
    });

    it('begins with the first part that is not fully booked', async () => {
      const form = await open(() => day((hour) => (hour < 18 ? 0 : 9)));
      await form.has('radio', /^18:00/);
      expect(form.get('radio', '上午 · 已约满')).to.exist;
    });

    it('does not say how many places are left where no slot has more', async () => {
      const form = await open(() => day(() => 2));
      await form.has('radio', /^10:00/);
      expect(form.words).not.to.include('剩');
    });

    it("shows the days by the desk's clock, whatever the device's says", async () => {
      clock.restore();
      clock = Clock.held(NOW + 24 * 3_600_000);
      const form = await open(() => day());
      await form.has('radio', '下午');
      expect(form.words).not.to.include('昨天');
    });

    it('sends the slot that the member chose', async () => {
      const form = await open();
      (await form.has('radio', /^11:30/)).click();
      await form.has('radio', messages.chosen('今天 11:30–12:00'));
      await form.ask();
      await form.says(messages.received);
      expect((JSON.parse(desk.by('POST')[0]?.body ?? '') as { when: unknown }).when).to.deep.equal({
        kind: 'window',
        from: at(90),
      });
    });

    it('shows an error if no slot is chosen', async () => {
      const form = await open();
      await form.has('radio', /^11:30/);
      await form.ask();
      await form.says(messages.whenMissing);
      expect(desk.by('POST')).to.be.empty;
    });

    it('says so beside the choice, in view, with the focus on the times', async () => {
      const form = await open(() => day());
      await form.has('radio', /^11:30/);
      await form.ask();
      await form.says(messages.whenMissing);
      await until(
        () => focused()?.matches('input[type=radio]'),
        () => `the focus on a time, not on ${focused()?.outerHTML ?? 'nothing'}`,
      );
      const problem = form.element.shadowRoot?.querySelector('#when-problem');
      const { top, bottom } = problem?.getBoundingClientRect() ?? { top: -1, bottom: 0 };
      expect(top).to.be.at.least(0);
      expect(bottom).to.be.at.most(innerHeight);
      const choice = form.get('radio', messages.atTime).closest('label') as HTMLElement;
      expect(top - choice.getBoundingClientRect().bottom).to.be.within(-1, 40);
    });

    it('loads the slots again if the chosen one was just taken, and keeps the other input', async () => {
      const form = await open();
      (await form.has('radio', /^11:30/)).click();
      desk.answer = ({ path }) => (path === '/v1/slots' ? slots(0) : problem(409, 'slot-full'));
      await form.showDetails();
      await form.fill(/补充说明/, '账号 10001');
      await form.ask();
      await form.says(messages.refused['slot-full'] ?? '');
      expect(form.element.shadowRoot?.querySelector('#when-problem')?.textContent).to.include(
        messages.refused['slot-full'],
      );
      await form.has('radio', '今天 · 已约满');
      expect(form.valueOf(/补充说明/)).to.equal('账号 10001');
    });

    it('says if there are no slots', async () => {
      const form = await open(() => json({ asOf: at(0), timeZone: 'Asia/Shanghai', slots: [] }));
      await form.has('status', messages.slots.none);
    });

    it('says if the slots failed to load, and tries again', async () => {
      const form = await open(offline);
      await form.has('alert', messages.slots.failed);
      desk.answer = () => slots();
      await form.press('button', messages.retry);
      await form.has('radio', /^11:30/);
    });

    it('is not offered if the shop has no slots', async () => {
      contacts.show(sampleContact({ callback: { slots: false } }));
      const form = await CallbackForm.mount(contacts);
      expect(form.all('radio')).to.be.empty;
      expect(form.words).to.include(messages.asap('30 分钟'));
    });
  });

  describe('back in the tab', () => {
    const comeBack = async (contact: Contact) => {
      contacts.show(contact);
      const form = await CallbackForm.mount(contacts);
      document.dispatchEvent(new Event('visibilitychange'));
      form.element.remove();
      document.dispatchEvent(new Event('visibilitychange'));
      return contacts.refreshed;
    };

    it('asks once who the member is, who may have signed out in another tab', async () =>
      expect(await comeBack(sampleContact({ member: { verified: true } }))).to.equal(1));

    it('asks nothing for a guest', async () =>
      expect(await comeBack(sampleContact({ member: { verified: false } }))).to.equal(0));
  });

  it('asks again if what the member agreed to has changed, and keeps what they wrote', async () => {
    const said = (version: string, retentionDays: number) =>
      sampleContact({ callback: { consentVersion: version }, privacy: { retentionDays } });
    contacts.show(said('11111111', 90));
    const form = await CallbackForm.mount(contacts);
    await form.showDetails();
    await form.fill(/补充说明/, '账号 10001');
    desk.answer = () => problem(409, 'consent-changed');
    await form.ask();
    await form.says(messages.refused['consent-changed'] ?? '');
    expect(form.get('alert').textContent).to.include(messages.refused['consent-changed']);
    expect(contacts.refreshed).to.equal(1);

    contacts.show(said('22222222', 180));
    await form.settled();
    expect(descriptionOf(form.get('button', messages.submit))).to.equal(
      messages.consent('星河卡盟', 180),
    );
    expect(form.words).to.include(messages.refused['consent-changed']);
    expect(form.valueOf(/补充说明/)).to.equal('账号 10001');
    expect(desk.by('POST')).to.have.length(1);
    desk.answer = () => json(sampleTicket(), 201);
    await form.submit();
    await form.says(messages.received);
    expect(sent().map(({ consentVersion }) => consentVersion)).to.deep.equal([
      '11111111',
      '22222222',
    ]);
    const keys = desk.by('POST').map(({ headers }) => headers.get('idempotency-key'));
    expect(new Set(keys).size).to.equal(2);
  });

  it('loads the contact again if the desk does not know the topic', async () => {
    const form = await CallbackForm.mount(contacts);
    desk.answer = () => problem(422, 'unknown-topic');
    await form.ask();
    await form.says(messages.refused['unknown-topic'] ?? '');
    expect(contacts.refreshed).to.equal(1);
  });
});
