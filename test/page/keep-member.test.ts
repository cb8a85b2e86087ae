import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define-panel.ts';
import type { HotlineCallback } from '../../src/components/callback/callback.ts';
import { registerLauncher } from '../../src/launcher/register.ts';
import { defineElement } from '../../src/elements.ts';
import { FIND_CONTEXT } from '../../src/page/context.ts';
import { findContext } from '../../src/page/find-context.ts';
import { keepMember } from '../../src/page/keep-member.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { turn, until } from '../support/clock.ts';
import { CallbackForm, expectFocus } from '../support/drivers.ts';
import { FakeDesk, json } from '../support/fake-desk.ts';
import { sampleContact } from '../support/sample-contact.ts';

const base64url = (value: object): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_');
/** A token about a member; no two are alike. The names make signs that base64url writes otherwise. */
let exp = 0;
const tokenOf = (sub: string): string =>
  `ey.${base64url({ sub, name: '林小姐~~~???', exp: ++exp })}.c`;

/** The Contact of whoever a request's token is about. */
const contactFor = (authorization: string | null) => {
  const claims = authorization?.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/');
  if (!claims) return sampleContact({ member: { ref: undefined, verified: false } });
  const { sub } = JSON.parse(atob(claims)) as { sub: string };
  return sampleContact({ member: { ref: sub } });
};

let desks = 0;

describe('keepMember', () => {
  const { fetch } = window;
  let desk: FakeDesk;
  let address: string;

  before(async () => {
    findContext(() => Promise.reject(new Error('no config here')));
    keepMember();
    registerLauncher();
    await defineElement('hotline-callback');
  });
  beforeEach(() => {
    address = `https://desk-of-members-${++desks}.example`;
    desk = new FakeDesk();
    desk.answer = ({ headers }) => json(contactFor(headers.get('authorization')));
    window.fetch = desk.fetch;
  });
  afterEach(() => {
    window.fetch = fetch;
    localStorage.clear();
  });

  const find = (element: Element) => {
    const { store } = window[FIND_CONTEXT]?.(element) ?? {};
    if (!store) throw new Error('nobody finds contexts');
    return store;
  };
  /** The requests for the Contact. */
  const asked = () => desk.asked.filter(({ path }) => path === '/v1/contact').length;

  const openForm = async (token = tokenOf('m-1')) => {
    const element = await fixture<HotlineCallback>(
      html`<hotline-callback
        lang="zh-CN"
        desk=${address}
        member-token=${token}
      ></hotline-callback>`,
    );
    const form = new CallbackForm(element);
    await form.has('field', '您的电话');
    return { element, form };
  };

  it('keeps the form, what was written and the focus when the same member gets a fresh token', async () => {
    const { element, form } = await openForm();
    await form.fill('您的电话', '13800138000');
    const phone = form.get('field', '您的电话');
    phone.focus();
    for (let times = 1; times < 4; times++) {
      const before = asked();
      const token = tokenOf('m-1');
      element.setAttribute('member-token', token);
      await until(
        () => asked() > before,
        () => 'a request with the fresh token',
      );
      expect(desk.asked.at(-1)?.headers.get('authorization')).to.equal(`Bearer ${token}`);
      await turn();
      expect(form.get('field', '您的电话') === phone, 'the same field').to.equal(true);
      expectFocus(phone);
      expect(form.valueOf('您的电话')).to.equal('13800138000');
    }
  });

  it("hides at once what was another member's, and empties the form", async () => {
    const { element, form } = await openForm();
    await form.fill('您的电话', '13800138000');
    element.setAttribute('member-token', tokenOf('m-2'));
    expect(find(element).state.phase).to.equal('loading');
    await until(
      () => form.find('field', '您的电话') && form.valueOf('您的电话') === '',
      () => form.words,
    );
  });

  it('hides at once what was the member’s when they sign out, and empties the form', async () => {
    const { element, form } = await openForm();
    await form.fill('您的电话', '13800138000');
    element.removeAttribute('member-token');
    expect(find(element).state.phase).to.equal('loading');
    await until(
      () => form.find('field', '您的电话') && form.valueOf('您的电话') === '',
      () => form.words,
    );
  });

  it('keeps what a guest has written when they sign in', async () => {
    const { element, form } = await openForm('');
    await form.fill('您的电话', '13800138000');
    const phone = form.get('field', '您的电话');
    phone.focus();
    element.setAttribute('member-token', tokenOf('m-1'));
    await until(
      () => draftFor(find(element)).ref,
      () => 'the member',
    );
    expectFocus(phone);
    expect(form.valueOf('您的电话')).to.equal('13800138000');
  });

  it('gives an element that the page draws anew the store of the same member, and of no other', async () => {
    const draw = (token: string) => fixture(html`<p desk=${address} member-token=${token}></p>`);
    const store = find(await draw(tokenOf('m-1')));
    expect(find(await draw(tokenOf('m-1')))).to.equal(store);
    expect(find(await draw(tokenOf('m-2')))).not.to.equal(store);
    expect(find(await draw('not a token'))).not.to.equal(find(await draw('nor this')));
  });

  it('does not ask for ever when one of two elements keeps its earlier token', async () => {
    const token = tokenOf('m-1');
    const { element } = await openForm(token);
    const other = (await openForm(token)).element;
    expect(find(element)).to.equal(find(other));
    const before = asked();
    element.setAttribute('member-token', tokenOf('m-1'));
    for (let times = 0; times < 5; times++) {
      element.requestUpdate();
      other.requestUpdate();
      await Promise.all([element.updateComplete, other.updateComplete]);
      await turn();
    }
    expect(asked() - before).to.equal(1);
  });

  it('keeps the store of the widget, and of the elements that use it', async () => {
    const widget = await fixture<HTMLElementTagNameMap['hotline-widget']>(
      html`<hotline-widget desk=${address} placement="none"></hotline-widget>`,
    );
    const { store } = widget;
    const inside = await fixture(html`<p></p>`);
    expect(find(inside)).to.equal(store);
    widget.memberToken = tokenOf('m-1');
    widget.memberToken = tokenOf('m-1');
    expect(widget.store).to.equal(store);
    expect(find(inside)).to.equal(store);
  });

  it('takes another desk as another shop', async () => {
    const element = await fixture(html`<p desk=${address}></p>`);
    const store = find(element);
    element.setAttribute('desk', `${address}:444`);
    expect(find(element)).not.to.equal(store);
  });

  it('requests nothing for an earlier token when the page is shown again', async () => {
    const element = await fixture(html`<p desk=${address} member-token=${tokenOf('m-1')}></p>`);
    find(element);
    const fresh = tokenOf('m-1');
    element.setAttribute('member-token', fresh);
    find(element);
    await turn();
    const before = desk.asked.length;
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await turn();
    const tokens = desk.asked.slice(before).map(({ headers }) => headers.get('authorization'));
    expect(tokens.filter((token) => token === `Bearer ${fresh}`)).to.have.length(1);
  });
});
