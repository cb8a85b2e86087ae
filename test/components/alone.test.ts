import { expect, fixture, html } from '@open-wc/testing';
import { messages } from '../../src/i18n/zh-CN.ts';
import { until } from '../support/clock.ts';
import { Driver } from '../support/drivers.ts';
import { FakeDesk, json } from '../support/fake-desk.ts';
import { sampleContact } from '../support/sample-contact.ts';

type Page = Window & typeof globalThis;

/** A page that defines one class of the package and nothing else. */
const pageWith = async (desk: FakeDesk, tag: string, name: string): Promise<Page> => {
  const frame = await fixture<HTMLIFrameElement>(html`<iframe title="a page"></iframe>`);
  const page = frame.contentWindow as Page;
  page.fetch = desk.fetch;
  const { document } = page;
  document.documentElement.lang = 'zh-CN';
  document.head.append(Object.assign(document.createElement('base'), { href: location.origin }));
  document.head.append(
    Object.assign(document.createElement('script'), {
      type: 'module',
      text: `import { ${name} } from '/src/index.ts'; customElements.define('${tag}', ${name});`,
    }),
  );
  await page.customElements.whenDefined(tag);
  return page;
};

const mount = (
  page: Page,
  tag: string,
  attributes: Record<string, string>,
): Driver<HTMLElement> => {
  const element = page.document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  page.document.body.append(element);
  return new Driver(element);
};

const DESK = { desk: 'https://desk.example' };

describe('a page that defines one exported class', () => {
  let desk: FakeDesk;
  beforeEach(() => {
    desk = new FakeDesk();
    desk.answer = () => json(sampleContact());
  });
  afterEach(() => localStorage.clear());

  for (const [tag, name, shows, attributes = {}] of [
    ['hotline-number', 'HotlineNumber', '400-123-4567'],
    ['hotline-checklist', 'HotlineChecklist', messages.checklist],
    ['hotline-callback', 'HotlineCallback', messages.phone],
    ['hotline-ticket', 'HotlineTicket', messages.noTicket],
    ['hotline-panel', 'HotlinePanel', '400-123-4567', { open: '' }],
  ] as const)
    it(`shows what the desk answers in ${name}`, async () => {
      const page = await pageWith(desk, tag, name);
      await mount(page, tag, { ...DESK, ...attributes }).says(shows);
    });

  it('shows what the desk answers in HotlineWidget', async () => {
    const page = await pageWith(desk, 'hotline-widget', 'HotlineWidget');
    await mount(page, 'hotline-widget', DESK).has('button', /400-123-4567/);
  });

  it('shows the number of the attribute `phone` where the desk fails', async () => {
    desk.answer = () => new TypeError('no network');
    const page = await pageWith(desk, 'hotline-number', 'HotlineNumber');
    await mount(page, 'hotline-number', { ...DESK, phone: '400-765-4321' }).says('400-765-4321');
  });

  it('asks the desk once for two elements with the same source', async () => {
    const page = await pageWith(desk, 'hotline-number', 'HotlineNumber');
    const cards = [1, 2].map(() => mount(page, 'hotline-number', DESK));
    for (const card of cards) await card.says('400-123-4567');
    expect(desk.asked).to.have.length(1);
  });

  it('opens the panel of HotlineWidget', async () => {
    const page = await pageWith(desk, 'hotline-widget', 'HotlineWidget');
    const widget = mount(page, 'hotline-widget', { ...DESK, opened: '' });
    await until(
      () => widget.find('dialog', messages.greeting),
      () => `the panel in “${widget.words}”`,
    );
  });
});
