import { expect } from '@open-wc/testing';
import type { Contact } from '../../src/contract/contact.ts';
import { stateLine } from '../../src/host-page/structured-data.ts';
import type { Widget } from '../../src/host-page/widget.ts';
import {
  bareContact,
  type Change,
  FakeContacts,
  sampleContact,
} from '../support/sample-contact.ts';
import { turn } from '../support/clock.ts';

const scripts = () => [
  ...document.querySelectorAll<HTMLScriptElement>('script[type="application/ld+json"]'),
];

interface Point {
  telephone: string;
  contactType: string;
  availableLanguage?: string[];
  hoursAvailable: { dayOfWeek: string[]; opens: string; closes: string }[];
}

/** What the page says. */
const said = () => {
  const [script, ...more] = scripts();
  expect(more, 'scripts beside the first').to.have.length(0);
  return script && (JSON.parse(script.text) as { name: string; contactPoint: Point[] });
};

describe('stateLine', () => {
  const { warn } = console;
  let widgets: Widget[] = [];
  let warned: string[] = [];
  beforeEach(() => {
    warned = [];
    console.warn = (words: string) => warned.push(words);
  });
  afterEach(() => {
    console.warn = warn;
    for (const widget of widgets) {
      widget.remove();
      stateLine(widget);
    }
    widgets = [];
  });

  /** A widget in the page that shows a Contact. */
  const show = (contacts: FakeContacts, languages = ''): Widget => {
    const widget = document.createElement('p') as HTMLElement as Widget;
    widget.attachShadow({ mode: 'open' }).innerHTML = '<div lang="zh-CN"></div>';
    widget.setAttribute('structured-data', languages);
    widget.store = contacts.store;
    document.body.append(widget);
    widgets.push(widget);
    stateLine(widget);
    return widget;
  };
  const showLine = (line: Change<Contact['line']>) => show(FakeContacts.of(bareContact({ line })));
  const hours = () =>
    said()!.contactPoint[0]!.hoursAvailable.map(({ dayOfWeek, opens, closes }) => [
      dayOfWeek.map((day) => day.replace('https://schema.org/', '').slice(0, 2)).join(' '),
      `${opens} ${closes}`,
    ]);

  it('states the public line with its numbers, its languages and its hours', () => {
    showLine({
      uri: 'tel:4001234567,,2',
      international: { display: '+86 21 6123 4567', uri: 'tel:+862161234567' },
      hours: [
        { days: [1, 2, 3, 4, 5], periods: [{ from: '09:00', to: '22:00' }] },
        {
          days: [6, 7],
          periods: [
            { from: '10:00', to: '12:00' },
            { from: '20:00', to: '02:00' },
          ],
        },
      ],
    });
    const { name, contactPoint } = said()!;
    expect(name).to.equal('星河卡盟');
    expect(contactPoint.map(({ telephone }) => telephone)).to.deep.equal([
      '+864001234567',
      '+862161234567',
    ]);
    expect(contactPoint[0]!.contactType).to.equal('customer service');
    expect(contactPoint[0]!.availableLanguage).to.deep.equal(['zh-CN', 'zh-TW', 'en']);
    expect(hours()).to.deep.equal([
      ['Mo Tu We Th Fr', '09:00:00+08:00 22:00:00+08:00'],
      ['Sa Su', '10:00:00+08:00 12:00:00+08:00'],
      ['Sa Su', '20:00:00+08:00 02:00:00+08:00'],
    ]);
  });

  for (const [uri, telephone] of [
    ['tel:01088888888,,8001', '+861088888888'],
    ['tel:95588', '+8695588'],
    ['tel:+85223456789', '+85223456789'],
  ])
    it(`writes ${uri} with its country`, () => {
      showLine({ uri });
      expect(said()!.contactPoint[0]!.telephone).to.equal(telephone);
    });

  const DAYS = 'Mo Tu We Th Fr Sa Su';
  for (const [from, to, closes] of [
    ['00:00', '24:00', '23:59'],
    ['09:00', '00:00', '23:59'],
    ['08:00', '08:00', '07:59'],
  ] as const)
    it(`says that a line from ${from} to ${to} closes at ${closes}, so that no day seems closed`, () => {
      showLine({ hours: [{ days: [1, 2, 3, 4, 5, 6, 7], periods: [{ from, to }] }] });
      expect(hours()).to.deep.equal([[DAYS, `${from}:00+08:00 ${closes}:00+08:00`]]);
    });

  it('says that a line that never closes is open all day, on the clock of its zone', () => {
    showLine({ hours: '24x7', timeZone: 'America/Caracas' });
    expect(hours()).to.deep.equal([[DAYS, '00:00:00-04:00 23:59:00-04:00']]);
  });

  it('takes the languages that the page lists, and tells its owner what is none', () => {
    show(FakeContacts.of(bareContact()), 'zh-CN, en true');
    expect(said()!.contactPoint[0]!.availableLanguage).to.deep.equal(['zh-CN', 'en']);
    expect(warned.join()).to.include('languages').and.to.include('it says true');
  });

  it('writes no text of the config that could end the script', () => {
    const name = '</script><!--<script>';
    show(FakeContacts.of(bareContact({ brand: { name } })));
    expect(said()!.name).to.equal(name);
    expect(scripts()[0]!.text).not.to.include('<');
  });

  it('states nothing of a member, nor of a tier that the page names', () => {
    const contacts = FakeContacts.of(bareContact());
    show(contacts);
    expect(said()).not.to.equal(undefined);
    contacts.show(sampleContact());
    expect(scripts(), 'a member').to.have.length(0);
    contacts.show(bareContact());
    expect(said(), 'a guest again').not.to.equal(undefined);
    contacts.show(
      bareContact({
        member: { verified: false, reason: 'static', tier: sampleContact().member.tier },
      }),
    );
    expect(scripts(), 'a tier').to.have.length(0);
    contacts.show(bareContact());
    contacts.forget();
    expect(scripts(), 'nobody knows yet').to.have.length(0);
  });

  it('follows another token or desk, and the attribute', async () => {
    const contacts = FakeContacts.of(bareContact());
    const widget = show(contacts);
    const member = FakeContacts.of(sampleContact());
    widget.store = member.store;
    widget.setAttribute('member-token', 'x');
    await turn();
    expect(scripts(), 'a member').to.have.length(0);
    expect(contacts.followers).to.equal(0);
    member.show(bareContact());
    expect(said(), 'signed out').not.to.equal(undefined);
    widget.removeAttribute('structured-data');
    await turn();
    expect(scripts(), 'no longer asked for').to.have.length(0);
  });

  it('leaves with the widget and returns with it, once per page', () => {
    const contacts = FakeContacts.of(bareContact());
    const widget = show(contacts);
    widget.remove();
    stateLine(widget);
    expect(scripts()).to.have.length(0);
    expect(contacts.followers).to.equal(0);
    document.body.append(widget);
    stateLine(widget);
    // What a page keeps of its HTML for Back has a copy.
    document.head.append(scripts()[0]!.cloneNode(true));
    stateLine(widget);
    show(FakeContacts.of(bareContact({ brand: { name: '另一家' } })));
    expect(said()!.name).to.equal('另一家');
  });

  it('writes nothing anew while nothing changes', () => {
    const contacts = FakeContacts.of(bareContact());
    const widget = show(contacts);
    const observer = new MutationObserver(() => undefined);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    stateLine(widget);
    contacts.show(bareContact({ status: { state: 'busy' } }));
    expect(observer.takeRecords()).to.have.length(0);
    observer.disconnect();
  });
});
