import { expect } from '@open-wc/testing';
import { MINUTE, iso } from '../../src/core/time.ts';
import { codeOf } from '../../src/stores/brief-codes.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { heldCode } from '../../src/stores/held-code.ts';
import { NumberCard } from '../support/drivers.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk, json, offline, problem } from '../support/fake-desk.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

const START = '在手机上继续';
const NOTE = '充值账号 10001';

describe('hotline-handoff', () => {
  const real = window.matchMedia;
  let desk: FakeDesk;
  let effects: FakeEffects;
  let contacts: FakeContacts;
  /** What the media queries say. */
  let isDesktop: boolean;
  let made: number;

  const bodies = (path: string): Record<string, unknown>[] =>
    desk.asked
      .filter((asked) => asked.path === path)
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  /** The number card with the QR code shown. */
  const mount = async (): Promise<NumberCard> => {
    const card = await NumberCard.mount(contacts);
    await card.press('button', '用手机扫码拨打');
    await card.says('直接拨打');
    return card;
  };
  const redraw = async (card: NumberCard): Promise<void> => {
    card.element.shadowRoot?.querySelector('hotline-handoff')?.requestUpdate();
    await card.settled();
  };

  beforeEach(() => {
    isDesktop = true;
    made = 0;
    window.matchMedia = (query) =>
      ({ matches: isDesktop || query === '(pointer: fine)' }) as MediaQueryList;
    desk = new FakeDesk();
    effects = new FakeEffects(desk.fetch);
    contacts = FakeContacts.of(sampleContact());
    contacts.effects = effects;
    desk.answer = ({ path }) =>
      path === '/v1/briefs'
        ? json({ code: '482913', expiresAt: iso(effects.time + 60 * MINUTE), key: 'k' }, 201)
        : json(
            { url: `h/${String(++made).repeat(43)}`, expiresAt: iso(effects.time + 10 * MINUTE) },
            201,
          );
  });
  afterEach(() => {
    window.matchMedia = real;
  });

  it('asks the desk for nothing before it is pressed', async () => {
    const card = await mount();
    await card.has('button', START);
    expect(desk.asked).to.have.length(0);
  });

  it('shows a code of a page on the desk, and how long it lasts', async () => {
    const card = await mount();
    const before = card.words;
    await card.press('button', START);
    await card.says('还剩 10 分钟');
    expect(before).to.include('直接拨打');
    expect(card.words).to.not.include('用手机扫一扫，直接拨打');
    expect(bodies('/v1/handoffs')).to.deep.equal([{ language: 'zh-CN' }]);
    effects.time += 3 * MINUTE;
    await redraw(card);
    await card.says('还剩 7 分钟');
    await card.press('button', '改为扫码拨号');
    await card.says('用手机扫一扫，直接拨打');
  });

  it('takes the draft along, and a code for the agent', async () => {
    draftFor(contacts.store).update({ note: NOTE, topic: 'missing' });
    const card = await mount();
    await card.press('button', START);
    await card.says('还剩 10 分钟');
    expect(bodies('/v1/handoffs')).to.deep.equal([
      { note: NOTE, topic: 'missing', code: '482913', language: 'zh-CN' },
    ]);
    expect(heldCode(contacts.store)?.key).to.equal('k');
  });

  it('shows the code that is there already', async () => {
    draftFor(contacts.store).update({ note: NOTE });
    codeOf(contacts.store).set({
      code: { code: '111222', expiresAt: iso(effects.time + MINUTE) },
      brief: JSON.stringify({ note: NOTE }),
    });
    const card = await mount();
    await card.press('button', START);
    await card.says('还剩 10 分钟');
    expect(bodies('/v1/briefs')).to.deep.equal([]);
    expect(bodies('/v1/handoffs')[0]).to.include({ code: '111222' });
  });

  it('offers a new one once the draft has changed', async () => {
    const card = await mount();
    await card.press('button', START);
    await card.says('还剩 10 分钟');
    draftFor(contacts.store).update({ note: NOTE });
    await card.press('button', '内容有改动，更新二维码');
    await card.says('还剩 10 分钟');
    expect(bodies('/v1/handoffs')[1]).to.include({ note: NOTE });
  });

  it('is renewed before it ends, but not for ever', async () => {
    const card = await mount();
    await card.press('button', START);
    await card.says('还剩 10 分钟');
    for (let times = 2; times <= 4; times++) {
      effects.time += 9.5 * MINUTE;
      await redraw(card);
      await card.says('还剩 10 分钟');
      expect(made).to.equal(times);
    }
    effects.time += 10 * MINUTE;
    await redraw(card);
    await card.says('二维码已过期');
    expect(made).to.equal(4);
    await card.press('button', START);
    await card.says('还剩 10 分钟');
  });

  it('leaves the code that dials when the desk does not answer, or refuses', async () => {
    const card = await mount();
    desk.answer = offline;
    await card.press('button', START);
    await card.says('没有生成');
    await card.says('用手机扫一扫，直接拨打');
    desk.answer = () => problem(429, 'too-many-requests', undefined, { 'retry-after': '120' });
    await card.press('button', START);
    await card.says('2 分钟');
    expect(card.words).to.include('用手机扫一扫，直接拨打');
  });

  it('is gone with the member', async () => {
    const contact = sampleContact();
    contacts.show({ ...contact, member: { ...contact.member, verified: true, ref: 'm1' } });
    const card = await mount();
    await card.press('button', START);
    await card.says('还剩 10 分钟');
    contacts.show({ ...contact, member: { ...contact.member, verified: true, ref: 'm2' } });
    await redraw(card);
    expect(card.words).to.not.include('还剩');
  });

  it('is not offered on a small screen, nor without a desk', async () => {
    isDesktop = false;
    const card = await mount();
    expect(card.all('button', START)).to.have.length(0);
    isDesktop = true;
    contacts = new FakeContacts(
      { phase: 'ready', contact: sampleContact(), from: 'config' },
      { desk: undefined, config: '/hotline.config.json' },
    );
    const other = await mount();
    expect(other.all('button', START)).to.have.length(0);
  });
});
