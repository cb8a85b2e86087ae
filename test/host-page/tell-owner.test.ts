import { expect } from '@open-wc/testing';
import type { Contact } from '../../src/contract/contact.ts';
import { tellOwner } from '../../src/host-page/tell-owner.ts';
import type { Widget } from '../../src/host-page/widget.ts';
import type { Source } from '../../src/stores/source.ts';
import { bareContact } from '../support/sample-contact.ts';
import { turn } from '../support/clock.ts';

describe('tellOwner', () => {
  const { warn } = console;
  const { fetch } = window;
  let warned: string[];
  beforeEach(() => {
    warned = [];
    console.warn = (words: string) => warned.push(words);
  });
  afterEach(() => {
    console.warn = warn;
    window.fetch = fetch;
  });

  /** What the owner reads of a widget with these attributes. */
  const told = async (
    attributes: Record<string, string>,
    source: Source,
    contact?: Contact,
  ): Promise<string> => {
    const element = document.createElement('p');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    const state = contact ? { phase: 'ready', contact, from: 'desk' } : { phase: 'failed' };
    const store = { source, state, subscribe: () => () => undefined };
    const widget = Object.assign(element, { store }) as unknown as Widget;
    tellOwner(widget);
    tellOwner(widget);
    await turn();
    return warned.join('\n');
  };

  it('says once that there is no source', async () => {
    expect(await told({}, {})).to.match(/^hotline-widget: it has no source/);
    expect(warned).to.have.length(1);
  });

  it('names the attribute that was meant', async () =>
    expect(await told({ dekc: 'x', id: 'mine', class: 'a' }, { phone: '400' })).to.equal(
      'hotline-widget: data-dekc is not known. Did you mean data-desk?',
    ));

  it('names the values of an attribute', async () =>
    expect(await told({ placement: 'left' }, { phone: '400' })).to.include('bottom-left'));

  it('tells a refused page from a desk that is down', async () => {
    window.fetch = () => Promise.resolve(new Response());
    expect(await told({}, { desk: 'https://one.example' })).to.include(
      `not to pages of ${location.origin}`,
    );
    warned = [];
    window.fetch = () => Promise.reject(new TypeError());
    expect(await told({}, { desk: 'https://two.example' })).to.include('cannot be reached');
  });

  it('says why a token is not believed, and nothing of a guest', async () => {
    expect(
      await told(
        {},
        { desk: 'https://three.example' },
        bareContact({ member: { verified: false, reason: 'missing' } }),
      ),
    ).to.equal('');
    expect(
      await told(
        {},
        { desk: 'https://three.example' },
        bareContact({ member: { verified: false, reason: 'bad-signature' } }),
      ),
    ).to.include('another secret');
  });
});
