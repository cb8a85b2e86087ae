import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { messages } from '../../src/i18n/zh-CN.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { formatOwnTime } from '../../src/i18n/when.ts';
import { Clock, until } from '../support/clock.ts';
import { Checklist, expectFocus, nameOf } from '../support/drivers.ts';
import { FakeDesk, json, offline } from '../support/fake-desk.ts';
import { pictureFile } from '../support/pictures.ts';
import { at, bareContact, FakeContacts, NOW, sampleContact } from '../support/sample-contact.ts';

const ORDER = 'A1B2C3D4E5F6G7H8';

describe('hotline-checklist', () => {
  let contacts: FakeContacts;
  const draft = () => draftFor(contacts.store).state;
  beforeEach(() => (contacts = FakeContacts.of(sampleContact())));
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('starts with the items that most calls need, and says why each one helps', async () => {
    const list = await Checklist.mount(contacts);
    expect(list.items).to.deep.equal([
      { state: 'missing', words: '遇到什么问题 客服直接从您的问题开始，不用从头说起' },
      { state: 'missing', words: '订单号 客服据此直接查到这笔交易' },
      { state: 'missing', words: '发生时间 便于核对到账和日志' },
      { state: 'missing', words: '截图 到账页面或报错提示，可打码' },
    ]);
    expect(list.get('status').textContent).to.equal('已备 0 / 4');
  });

  it('shows nothing before the contact is there', async () => {
    contacts = new FakeContacts();
    const list = await Checklist.mount(contacts);
    expect(list.words).to.equal('');
    contacts.show(sampleContact());
    await list.says('拨打前准备');
  });

  it('counts the ready items, up to all of them', async () => {
    const list = await Checklist.mount(contacts);
    await list.edit(/遇到什么问题/);
    await list.press('radio', '价格咨询');
    expect(list.get('status', '已备 1 / 2')).to.exist;
    await list.edit(/补充说明/);
    await list.fill('补充说明', '月卡多少钱');
    expect(list.get('status', '都备好了，通话更快')).to.exist;
    expect(list.items.map(({ state }) => state)).to.deep.equal(['ready', 'ready']);
  });

  it('marks each row as expanded or collapsed, and expands one at a time', async () => {
    const list = await Checklist.mount(contacts);
    const expanded = () =>
      list.all('button', /./).flatMap((row) => row.getAttribute('aria-expanded') ?? []);
    await list.edit(/订单号/);
    expect(expanded()).to.deep.equal(['false', 'true', 'false', 'false']);
    await list.edit(/发生时间/);
    expect(expanded()).to.deep.equal(['false', 'false', 'true', 'false']);
    await list.press('button', /发生时间/);
    expect(expanded()).to.deep.equal(['false', 'false', 'false', 'false']);
    expect(list.all('field')).to.be.empty;
  });

  describe('the topic', () => {
    it('is chosen from named groups, and decides which items follow', async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/遇到什么问题/);
      expect(
        list.all('group').map((group) => group.querySelector('legend')?.textContent),
      ).to.deep.equal(['技术求助', '咨询', '投诉']);
      await list.press('radio', '充值未到账');
      expect(draft().topic).to.equal('missing');
      expect(list.items.map(({ words }) => words.split(' ')[0])).to.deep.equal([
        '充值未到账',
        '订单号',
        '发生时间',
        '补充说明',
      ]);
    });

    it('can be chosen with the arrow keys, across groups', async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/遇到什么问题/);
      list.get('radio', '充值未到账').focus();
      await sendKeys({ press: 'ArrowDown' });
      expect(draft().topic).to.equal('price');
      await sendKeys({ press: 'ArrowDown' });
      expect(draft().topic).to.equal('attitude');
      expectFocus(list.get('radio', '服务投诉'));
      expect(list.words).to.include('已备 1 / 3');
    });

    it('expands with Enter, and Tab moves into it', async () => {
      const list = await Checklist.mount(contacts);
      list.get('button', /遇到什么问题/).focus();
      await sendKeys({ press: 'Enter' });
      await list.has('radio', '充值未到账');
      await sendKeys({ press: 'Tab' });
      expectFocus(list.get('radio', '充值未到账'));
    });

    it('counts as not chosen if the shop no longer has it', async () => {
      draftFor(contacts.store).update({ topic: 'gone' });
      const list = await Checklist.mount(contacts);
      expect(list.items[0]).to.deep.include({ state: 'missing' });
    });

    it("shows the shop's answers, which may make the call unnecessary", async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/遇到什么问题/);
      await list.press('radio', '充值未到账');
      expect(list.get('heading', '也许不用打电话')).to.exist;
      await list.press('disclosure', '一般多久到账');
      expect(list.words).to.include('十分钟以内');
      expect(list.get('link', '查看详情')).to.have.attribute('rel', 'noopener');
      await list.press('radio', '价格咨询');
      expect(list.words).not.to.include('也许不用打电话');
    });

    it('shows answers without a link if the address is not http or https', async () => {
      contacts.show(
        sampleContact({
          topics: [
            {
              id: 'a',
              label: '甲',
              kind: 'consult',
              asks: [],
              answers: [{ question: '问', answer: '答', url: 'javascript:alert(1)' }],
            },
          ],
        }),
      );
      draftFor(contacts.store).update({ topic: 'a' });
      const list = await Checklist.mount(contacts);
      await list.has('disclosure', '问');
      await list.press('disclosure', '问');
      expect(list.words).to.include('答');
      expect(list.all('link')).to.be.empty;
    });
  });

  describe('the order number', () => {
    it('is ready if it was found on the page, and says so', async () => {
      const list = await Checklist.mount(contacts, {}, ORDER);
      expect(list.items[1]).to.deep.equal({
        state: 'ready',
        words: `${ORDER} 订单号 · 已从本页识别`,
      });
    });

    it('is found in the address of the page', async () => {
      history.replaceState(null, '', `#/bill/${ORDER}`);
      const list = await Checklist.mount(contacts);
      expect(list.items[1]?.words).to.include(ORDER);
    });

    it('follows the page until the member types one', async () => {
      const list = await Checklist.mount(contacts, {}, ORDER);
      await list.hand({ order: 'B1B2C3D4E5F6G7H8' });
      await list.says('B1B2C3D4E5F6G7H8');
      await list.edit(/B1B2C3D4E5F6G7H8/);
      await list.fill('订单号', 'Z1B2C3D4E5F6G7H8');
      await list.hand({ order: ORDER });
      expect(list.items[1]).to.deep.equal({ state: 'ready', words: 'Z1B2C3D4E5F6G7H8 订单号' });
    });

    it('stays empty after the member removed it', async () => {
      const list = await Checklist.mount(contacts, {}, ORDER);
      await list.edit(new RegExp(ORDER));
      await list.fill('订单号', '');
      contacts.show(sampleContact());
      await list.settled();
      expect(list.items[1]?.state).to.equal('missing');
    });

    it('is marked as doubtful if it matches no pattern, and is kept', async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/订单号/);
      await list.fill('订单号', 'abc');
      expect(list.items[1]?.state).to.equal('doubtful');
      expect(list.items[1]?.words).to.include('看起来不像本店的订单号');
      expect(list.get('status', '已备 0 / 4')).to.exist;
      expect(draft().order).to.equal('abc');
    });

    it('can be any text if the shop has no patterns', async () => {
      contacts.show(sampleContact({ orderPatterns: [] }));
      const list = await Checklist.mount(contacts, {}, 'anything 1');
      expect(list.items[1]?.state).to.equal('ready');
    });
  });

  describe('leading on', () => {
    const ORDERS = JSON.stringify([
      { number: 'A1B2C3D4E5F6G7H8', title: 'Steam 100 元' },
      'B1B2C3D4E5F6G7H8',
      'not an order',
    ]);
    const centre = (element: Element): [number, number] => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + height / 2)];
    };
    const click = async (list: Checklist, element: HTMLElement) => {
      element.scrollIntoView({ block: 'center' });
      await sendMouse({ type: 'click', position: centre(element) });
      await list.settled();
    };
    const isOpen = (list: Checklist, item: RegExp) =>
      list.get('button', item).getAttribute('aria-expanded') === 'true';

    it('goes from the topic to the order to the time, by presses alone', async () => {
      const list = await Checklist.mount(contacts);
      await list.hand({ orders: ORDERS });
      await list.edit(/遇到什么问题/);
      await click(list, await list.has('radio', '充值未到账'));
      await until(
        () => isOpen(list, /订单号/),
        () => 'the order',
      );
      const orders = list.all('radio').map(nameOf);
      expect(orders).to.deep.equal(['Steam 100 元 A1B2C3D4E5F6G7H8', 'B1B2C3D4E5F6G7H8']);
      await click(list, list.get('radio', /Steam/));
      expect(draft()).to.include({ order: 'A1B2C3D4E5F6G7H8', orderFound: false });
      await until(
        () => isOpen(list, /发生时间/),
        () => 'the time',
      );
      await click(list, await list.has('button', '刚刚'));
      expect(list.get('status', '已备 3 / 4')).to.exist;
      await until(
        () => isOpen(list, /补充说明/),
        () => 'the note',
      );
    });

    it('skips the order that the page names, and goes back to the row after the last item', async () => {
      contacts.show(sampleContact({ topics: [], attachments: undefined }));
      const list = await Checklist.mount(contacts, {}, 'A1B2C3D4E5F6G7H8');
      await list.edit(/发生时间/);
      await list.press('button', '刚刚');
      await until(
        () => !isOpen(list, /发生时间|今天/),
        () => 'the closed row',
      );
      expectFocus(list.get('button', /发生时间/));
    });

    it('is what Enter does after an order, unless it ends pinyin', async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/订单号/);
      await list.fill('订单号', 'A1B2C3D4E5F6G7H8');
      const field = list.get('field', '订单号');
      const enter = (init: KeyboardEventInit) =>
        field.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
        );
      enter({ isComposing: true });
      enter({ keyCode: 229 });
      await list.settled();
      expect(isOpen(list, /A1B2C3D4E5F6G7H8/)).to.equal(true);
      enter({});
      await until(
        () => isOpen(list, /发生时间/),
        () => 'the time',
      );
    });

    it('does not happen while the arrow keys choose', async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/遇到什么问题/);
      list.get('radio', '充值未到账').focus();
      await sendKeys({ press: 'ArrowDown' });
      expect(isOpen(list, /价格咨询/)).to.equal(true);
    });
  });

  describe('the time', () => {
    it('is the current minute after “just now”, which leads on', async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/发生时间/);
      await list.press('button', '刚刚');
      expect(Math.abs(Date.parse(draft().occurredAt ?? '') - NOW)).to.be.below(120_000);
      await list.edit(/发生时间/);
      expect(list.valueOf('发生时间')).to.equal(draft().occurredAt);
      expect(list.items[2]?.state).to.equal('ready');
    });

    it('is shown as people say it', async () => {
      const clock = Clock.stopped(NOW);
      try {
        const midnight = new Date(NOW);
        draftFor(contacts.store).update({
          occurredAt: `${midnight.getFullYear()}-${midnight.getMonth() + 1}-${String(midnight.getDate()).padStart(2, '0')}T00:05`,
        });
        const list = await Checklist.mount(contacts);
        expect(list.items[2]?.words).to.equal('今天 00:05 发生时间');
      } finally {
        clock.restore();
      }
    });

    it('does not break the list if it is not a time, as in a browser without datetime fields', async () => {
      draftFor(contacts.store).update({ occurredAt: '昨晚十点' });
      const list = await Checklist.mount(contacts);
      expect(list.items).to.have.length(4);
      expect(list.items[2]?.state).to.equal('missing');
    });
  });

  describe('screenshots', () => {
    it('are asked for only if the desk accepts them', async () => {
      contacts.show(sampleContact({ attachments: undefined }));
      const list = await Checklist.mount(contacts);
      expect(list.words).not.to.include('截图');
      expect(list.get('status', '已备 0 / 3')).to.exist;
    });

    it('are chosen in the item, and counted in its row', async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/截图/);
      await list.pick(await pictureFile('a.png'));
      expect(list.items[3]).to.deep.include({ state: 'ready' });
      expect(list.items[3]?.words).to.include('已选 1 张');
      await list.pick(await pictureFile('b.png'));
      await list.says('已选 2 张');
      expect(list.find('file'), 'no more than two').to.equal(undefined);
      await list.press('button', '移除 截图 2');
      await list.press('button', '移除 截图 1');
      await list.says('到账页面或报错提示');
    });
  });

  describe('the brief', () => {
    it("is copied as text: the shop's name, then one fact per line", async () => {
      const copied: string[] = [];
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
      });
      const list = await Checklist.mount(contacts, {}, ORDER);
      await list.edit(/遇到什么问题/);
      await list.press('radio', '充值未到账');
      await list.edit(/补充说明/);
      await list.fill('补充说明', '账号 10001');
      await list.press('button', '复制问题摘要');
      await until(
        () => list.find('status', '已复制'),
        () => list.words,
      );
      expect(copied).to.deep.equal([
        `星河卡盟 问题摘要\n遇到什么问题：充值未到账\n订单号：${ORDER}\n补充说明：账号 10001`,
      ]);
    });

    it('is offered once an item is ready', async () => {
      const list = await Checklist.mount(contacts);
      await list.edit(/遇到什么问题/);
      expect(list.find('button', '复制问题摘要')).to.equal(undefined);
      await list.press('radio', '价格咨询');
      expect(list.find('button', '复制问题摘要')).to.exist;
    });
  });

  it('asks for the items that most calls need if the shop has no topics', async () => {
    contacts = FakeContacts.of(bareContact());
    const list = await Checklist.mount(contacts);
    expect(list.items.map(({ words }) => words.split(' ')[0])).to.deep.equal([
      '订单号',
      '发生时间',
    ]);
  });

  it('warns the member not to write secrets into the note', async () => {
    draftFor(contacts.store).update({ topic: 'price' });
    const list = await Checklist.mount(contacts);
    await list.edit(/补充说明/);
    await list.says('请勿填写卡密、密码或验证码');
  });

  it('shares its draft with other checklists of the same shop', async () => {
    const [one, other] = [await Checklist.mount(contacts), await Checklist.mount(contacts)];
    await one.edit(/订单号/);
    await one.fill('订单号', ORDER);
    await other.says(ORDER);
    expect(other.items[1]?.state).to.equal('ready');
  });

  it('changes its language, and keeps the draft', async () => {
    const list = await Checklist.mount(contacts);
    await list.edit(/遇到什么问题/);
    await list.press('radio', '充值未到账');
    await list.hand({ language: 'en' });
    await list.says('Before you call');
    expect(list.words)
      .to.include('Top-up not arrived')
      .and.not.to.match(/[\u4e00-\u9fff]/);
    await list.hand({ language: 'zh-TW' });
    await list.says('儲值未到帳');
    expect((list.get('radio', '儲值未到帳') as HTMLInputElement).checked).to.equal(true);
  });

  describe('the brief code', () => {
    const { fetch } = window;
    afterEach(() => (window.fetch = fetch));

    const withDesk = async () => {
      const desk = new FakeDesk();
      window.fetch = desk.fetch;
      const contacts = FakeContacts.of(sampleContact());
      draftFor(contacts.store).update({ topic: 'missing', note: ' 账号 10001 ' });
      return { desk, contacts, list: await Checklist.mount(contacts) };
    };

    it('is requested for the brief, and shown with its expiry', async () => {
      const { desk, list } = await withDesk();
      desk.answer = () => json({ code: '482913', expiresAt: '2099-01-01T00:00:00.000Z' }, 201);
      (await list.has('button', messages.getCode)).click();
      await list.says('482913');
      expect(
        desk.asked.map(({ method, path, body }) => [method, path, JSON.parse(body) as unknown]),
      ).to.deep.equal([['POST', '/v1/briefs', { topic: 'missing', note: '账号 10001' }]]);
      expect(list.get('button', messages.copyCode)).to.exist;
    });

    for (const [off, hours] of [
      ['three hours fast', 3],
      ['a day ahead', 24],
      ['a day behind', -24],
    ] as const)
      it(`is valid until the desk’s time says otherwise, on a device ${off}`, async () => {
        const clock = Clock.stopped(NOW + hours * 3_600_000);
        try {
          const { desk, contacts, list } = await withDesk();
          desk.answer = () => json({ code: '482913', expiresAt: at(120) }, 201);
          (await list.has('button', messages.getCode)).click();
          await list.says('482913');
          await list.says(messages.codeTell(formatOwnTime(at(120), NOW, 'zh-CN')));
          contacts.show(sampleContact({ asOf: at(121) }));
          await list.has('button', messages.getCode);
        } finally {
          clock.restore();
        }
      });

    it('is requested again after the draft changed', async () => {
      const { desk, contacts, list } = await withDesk();
      desk.answer = () => json({ code: '482913', expiresAt: '2099-01-01T00:00:00.000Z' }, 201);
      (await list.has('button', messages.getCode)).click();
      await list.says('482913');
      draftFor(contacts.store).update({ note: '另一个账号' });
      await list.has('button', messages.getCode);
      expect(list.words).not.to.include('482913');
    });

    it('shows an error if the request fails, and can be requested again', async () => {
      const { desk, list } = await withDesk();
      desk.answer = offline;
      (await list.has('button', messages.getCode)).click();
      await list.has('alert', messages.codeFailed);
      expect(list.get('button', messages.getCode)).to.exist;
    });

    it('is not offered if the desk stores no briefs', async () => {
      const contacts = FakeContacts.of(sampleContact({ briefs: false }));
      draftFor(contacts.store).update({ topic: 'missing' });
      const list = await Checklist.mount(contacts);
      await list.has('button', messages.copyBrief);
      expect(list.find('button', messages.getCode)).to.equal(undefined);
    });
  });
});
