import { expect, fixture, html } from '@open-wc/testing';
import { findContext } from '../../src/page/find-context.ts';

describe('findContext', () => {
  const find = findContext(() => Promise.reject(new Error('no config here')));
  const storeOf = async (markup: ReturnType<typeof html>) => find(await fixture(markup)).store;

  it('returns one store for elements with the same source', async () => {
    expect(await storeOf(html`<p desk="https://desk.example" phone="1"></p>`)).to.equal(
      await storeOf(html`<b lang="en" phone="1" desk="https://desk.example/"></b>`),
    );
  });

  it('returns different stores for the same value in different attributes', async () => {
    const stores = await Promise.all([
      storeOf(html`<p desk="x"></p>`),
      storeOf(html`<p config="x"></p>`),
      storeOf(html`<p desk="x" tier="vip"></p>`),
      storeOf(html`<p desk="x" member-token="vip"></p>`),
      storeOf(html`<p desk="x" member-token-url="vip"></p>`),
      storeOf(html`<p desk="x" phone="vip"></p>`),
    ]);
    expect(new Set(stores).size).to.equal(stores.length);
  });

  it('is the same function for every copy of the library in a page', () => {
    const first = findContext(() => Promise.reject(new Error('one copy')));
    expect(findContext(() => Promise.reject(new Error('another copy')))).to.equal(first);
  });
});
