import { expect } from '@open-wc/testing';
import { formatOwnTime } from '../../src/i18n/when.ts';
import { encode } from 'uqr';
import { Clock, until } from '../support/clock.ts';
import { expectFocus, NumberCard } from '../support/drivers.ts';
import {
  at,
  localAt,
  bareContact,
  FakeContacts,
  NOW,
  sampleContact,
} from '../support/sample-contact.ts';

const CJK = /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/;

/** Replaces `navigator.clipboard`. */
const clipboard = (value: unknown) =>
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value });

const matchMedia = window.matchMedia;
const pointer = (kind: 'fine' | 'coarse') => {
  window.matchMedia = (query) =>
    query.includes('pointer')
      ? ({ matches: query.includes(kind) } as MediaQueryList)
      : matchMedia(query);
};

describe('hotline-number', () => {
  let clock: Clock;
  beforeEach(() => (clock = Clock.stopped(NOW)));
  afterEach(() => {
    clock.restore();
    window.matchMedia = matchMedia;
    Reflect.deleteProperty(navigator, 'clipboard');
    Reflect.deleteProperty(document, 'execCommand');
  });

  describe('the facts of a line', () => {
    it('show that it is open, its promise, its hours and its perks', async () => {
      const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
      for (const words of [
        '正在接听',
        '5 分钟内人工接听',
        '每天 09:00–22:00',
        '可当场退款',
        '400-123-4567',
      ])
        expect(card.words).to.include(words);
      expect(card.get('region', '客服热线')).to.exist;
    });

    it('have a dot between them on a line, and none at the start of the next', async () => {
      const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
      const list = card.element.shadowRoot!.querySelector<HTMLElement>('.fact-list')!;
      /** Lines on which a dot shows, and lines in all. */
      const lines = () => {
        const { left } = list.getBoundingClientRect();
        const dots = [...list.querySelectorAll('i')].map((dot) => dot.getBoundingClientRect());
        const tops = [...list.children].map((fact) => Math.round(fact.getBoundingClientRect().top));
        return [dots.filter((dot) => dot.right > left).length, new Set(tops).size];
      };
      list.style.width = '1200px';
      expect(lines()).to.deep.equal([list.children.length - 1, 1]);
      list.style.width = '120px';
      expect(lines()).to.deep.equal([0, list.children.length]);
      expect(getComputedStyle(list).overflow).to.equal('hidden');
    });

    it('show the wait of a busy line, and how old the estimate is', async () => {
      const contacts = FakeContacts.of(
        sampleContact({
          status: {
            state: 'busy',
            asOf: new Date(NOW - 10_000).toISOString(),
            waitMinutes: [2, 4],
          },
        }),
      );
      const card = await NumberCard.mount(contacts);
      expect(card.words).to.include('约等 2–4 分钟').and.not.to.include('更新');
    });

    it('show that it is busy if the wait is unknown', async () => {
      const card = await NumberCard.mount(
        FakeContacts.of(sampleContact({ status: { state: 'busy' } })),
      );
      expect(card.words).to.include('线路较忙').and.not.to.include('约等');
    });

    it('show the age of an older estimate in minutes, and never an age in the future', async () => {
      const contacts = FakeContacts.of(sampleContact({ status: { state: 'busy', asOf: at(-3) } }));
      const card = await NumberCard.mount(contacts, { language: 'en' });
      expect(card.words).to.include('updated 3 minutes ago');
      contacts.show(sampleContact({ status: { state: 'busy', asOf: at(5) } }));
      await card.settled();
      expect(card.words).not.to.include('updated');
    });

    it('show when a closed line opens on the clock of the device, if its zone is unknown', async () => {
      const opensAt = localAt(23 * 60);
      const contacts = FakeContacts.of(
        sampleContact({ status: { state: 'closed', closesAt: undefined, opensAt } }),
      );
      const { contact } = contacts.state;
      contacts.show({ ...contact!, line: { ...contact!.line, timeZone: 'Mars/Olympus' } });
      const { words } = await NumberCard.mount(contacts);
      expect(words).to.include(formatOwnTime(opensAt, NOW, 'zh-CN'));
    });

    for (const [off, hours] of [
      ['three hours fast', 3],
      ['a day ahead', 24],
      ['a day behind', -24],
    ] as const)
      it(`name the day on which a line opens by the time of the desk, on a device ${off}`, async () => {
        clock.restore();
        // It is 22:00 in Shanghai.
        clock = Clock.stopped(NOW + (12 + hours) * 3_600_000);
        const { words } = await NumberCard.mount(
          FakeContacts.of(
            sampleContact({
              asOf: localAt(12 * 60),
              status: {
                state: 'closed',
                asOf: localAt(12 * 60),
                closesAt: undefined,
                opensAt: localAt(23 * 60),
              },
            }),
          ),
        );
        expect(words).to.include('明天 09:00 开始接听');
      });

    it('show when a closed line opens and why it is closed, with a callback instead of a call', async () => {
      const card = await NumberCard.mount(
        FakeContacts.of(
          sampleContact({
            status: {
              state: 'closed',
              closesAt: undefined,
              opensAt: localAt(23 * 60),
              reason: '盘点',
            },
          }),
        ),
      );
      expect(card.words)
        .to.include('已下班')
        .and.to.include('盘点')
        .and.to.include('明天 09:00 开始接听')
        .and.not.to.include('5 分钟内');
      const asked = card.hears('hotline-request-view');
      await card.press('button', '预约客服回电');
      expect(asked).to.have.length(1);
      expect(card.number.href).to.equal('tel:4001234567,,2');
    });

    it('show that it is paused and until when, in the same words as the pill, and nothing twice', async () => {
      const paused = { 'zh-CN': '暂停接听，约 15:30 恢复', en: 'Paused, back about 15:30' };
      const status = {
        state: 'closed',
        opensAt: localAt(60),
        paused,
        reason: '系统维护中',
      } as const;
      const { words } = await NumberCard.mount(FakeContacts.of(sampleContact({ status })));
      expect(words).to.include('暂停接听，约 15:30 恢复').and.include('系统维护中');
      expect(words).not.to.include('已下班').and.not.include('开始接听');
    });

    it('show that it is closed, with a call button if there are no callbacks', async () => {
      const card = await NumberCard.mount(
        FakeContacts.of(bareContact({ status: { state: 'closed', closesAt: undefined } })),
      );
      expect(card.words).to.include('已下班');
      expect(card.get('link', '拨打')).to.have.attribute('href', 'tel:4001234567');
    });

    it('show that the status is unknown', async () => {
      const card = await NumberCard.mount(
        FakeContacts.of(sampleContact({ status: { state: 'unknown', closesAt: undefined } })),
      );
      expect(card.words).to.include('暂时不确定有没有人接').and.to.include('400-123-4567');
    });

    it('show that the number was kept on the device', async () => {
      const contacts = new FakeContacts({
        phase: 'ready',
        from: 'device',
        contact: sampleContact({ status: { state: 'unknown', closesAt: undefined } }),
      });
      const card = await NumberCard.mount(contacts);
      expect(card.words).to.include('这是上次显示的号码').and.to.include('400-123-4567');
    });

    it('show the weekly hours, with ranges of days', async () => {
      const periods = [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '18:00' },
      ];
      const card = await NumberCard.mount(
        FakeContacts.of(sampleContact({ line: { hours: [{ days: [1, 2, 3, 4, 5], periods }] } })),
      );
      expect(card.words).to.include('周一至周五 09:00–12:00、13:00–18:00');
    });
  });

  it('updates the age of the estimate as time passes', async () => {
    clock.restore();
    clock = Clock.held(NOW);
    const card = await NumberCard.mount(
      FakeContacts.of(sampleContact({ status: { state: 'busy', asOf: at(0) } })),
    );
    await clock.pass(60_000);
    expect(card.words).to.include('1分钟前更新');
  });

  describe('before the desk answers', () => {
    beforeEach(() => {
      clock.restore();
      clock = Clock.held(NOW);
    });

    it('says that it is loading, in a card of about the same height', async () => {
      const contacts = new FakeContacts();
      const card = await NumberCard.mount(contacts);
      expect(card.get('status', '正在载入热线')).to.exist;
      const before = card.element.offsetHeight;
      contacts.show(bareContact());
      await card.says('400-123-4567');
      expect(card.element.offsetHeight).to.be.closeTo(before, 24);
    });

    it('shows the fallback number after two seconds, not before', async () => {
      const card = await NumberCard.mount(
        new FakeContacts({ phase: 'loading' }, { phone: '400-999-0000' }),
      );
      await clock.pass(1_999);
      expect(card.words).not.to.include('400-999-0000');
      await clock.pass(1);
      expect(card.words).to.include('400-999-0000');
      expect(card.number.href).to.equal('tel:4009990000');
    });

    it('keeps waiting if there is no fallback number', async () => {
      const card = await NumberCard.mount(new FakeContacts());
      await clock.pass(60_000);
      expect(card.get('status', '正在载入热线')).to.exist;
    });

    it('replaces the fallback number when the answer arrives', async () => {
      const contacts = new FakeContacts({ phase: 'loading' }, { phone: '400-999-0000' });
      const card = await NumberCard.mount(contacts);
      await clock.pass(2_000);
      contacts.show(sampleContact());
      await card.settled();
      expect(card.words).to.include('400-123-4567').and.not.to.include('400-999-0000');
    });
  });

  describe('after a failed request', () => {
    it('shows the fallback number and a retry button', async () => {
      const contacts = new FakeContacts({ phase: 'failed' }, { phone: '400-999-0000' });
      const card = await NumberCard.mount(contacts);
      expect(card.words).to.include('暂时连不上服务台').and.to.include('400-999-0000');
      expect(card.get('link', '拨打')).to.have.attribute('href', 'tel:4009990000');
      await card.press('button', '再试一次');
      expect(contacts.refreshed).to.equal(1);
    });

    describe('with more in the fallback number than one number', () => {
      let warnings: string[];
      const { warn } = console;
      beforeEach(() => {
        warnings = [];
        console.warn = (words: string) => warnings.push(words);
      });
      afterEach(() => (console.warn = warn));

      const fallback = (phone: string) =>
        NumberCard.mount(new FakeContacts({ phase: 'failed' }, { phone }));
      const waitFor = (card: NumberCard, uri: string, display: string) =>
        until(
          () =>
            card.number.getAttribute('href') === uri && card.number.textContent?.trim() === display,
          () => `${display} at ${uri}, not ${card.number.outerHTML}`,
        );

      it('dials the first number, shows only that, and tells the owner once', async () => {
        for (const phone of [
          '400-111-2222 / 010-8888 8888',
          '400-111-2222 (9:00-21:00)',
          '400-111-2222 (9:00-21:00)',
        ]) {
          const card = await fallback(phone);
          await waitFor(card, 'tel:4001112222', '400-111-2222');
          expect(card.words).not.to.match(/8888|9:00/);
        }
        expect(warnings).to.have.length(2);
        expect(warnings.join()).to.include('data-phone').and.to.include('400-111-2222 is dialled');
      });

      it('dials an extension, and full-width digits', async () => {
        const extension = '0755-8376 5566 转 8001';
        // The last as the address of a link has it.
        for (const phone of [extension, encodeURI(extension)])
          await waitFor(await fallback(phone), 'tel:075583765566,,8001', extension);
        await waitFor(await fallback('４００－１１１－３３３３'), 'tel:4001113333', '400-111-3333');
        expect(warnings).to.deep.equal([]);
      });
    });

    it('says what to do if there is no fallback number', async () => {
      const card = await NumberCard.mount(new FakeContacts({ phase: 'failed' }));
      expect(card.words).to.include('请检查网络后再试');
      expect(card.find('link')).to.equal(undefined);
      expect(card.get('button', '再试一次')).to.exist;
    });
  });

  describe('the tier', () => {
    const background = async (style: 'normal' | 'vip' | 'diamond') => {
      const card = await NumberCard.mount(
        FakeContacts.of(sampleContact({ member: { tier: { style } } })),
      );
      return getComputedStyle(card.get('region')).backgroundImage;
    };

    it('has its own background', async () => {
      const backgrounds = [
        await background('normal'),
        await background('vip'),
        await background('diamond'),
      ];
      expect(new Set(backgrounds)).to.have.length(3);
    });
  });

  describe('with long texts', () => {
    const withLongTexts = () =>
      sampleContact({
        line: {
          label: '至尊钻石会员全天候一对一专属客户服务热线（含境外与夜间）',
          display: '+86 21 6123 4567 转 80012345',
          perks: ['可当场退款、补单、改绑手机、冻结交易并在十五分钟内给出书面处理结果'],
        },
        status: { state: 'busy', waitMinutes: [20, 45] },
      });

    for (const [language, width] of [
      ['zh-CN', 320],
      ['en', 320],
      ['en', 200],
    ] as const) {
      it(`fits into ${width} px in ${language}`, async () => {
        const card = await NumberCard.mount(FakeContacts.of(withLongTexts()), {
          language,
          width: width - 40,
        });
        expect(card.element.scrollWidth).to.be.at.most(card.element.clientWidth);
        for (const { name, width: target } of card.targets)
          expect(target, name).to.be.at.most(width - 40);
      });
    }
  });

  describe('copying the number', () => {
    it('writes it to the clipboard, says so, and fires hotline-copy without the number', async () => {
      const copied: string[] = [];
      clipboard({ writeText: (text: string) => Promise.resolve(void copied.push(text)) });
      const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
      const heard = card.hears('hotline-copy');
      await card.press('button', '复制号码');
      await until(
        () => card.find('status', '已复制'),
        () => card.words,
      );
      expect(copied).to.deep.equal(['400-123-4567']);
      expect(heard).to.have.length(1);
      expect(heard[0])
        .to.include({ bubbles: true, composed: true })
        .and.not.to.have.property('detail');
    });

    it('works without the clipboard API, and keeps the focus', async () => {
      clipboard(undefined);
      let selected = '';
      Object.defineProperty(document, 'execCommand', {
        configurable: true,
        value: (command: string) => {
          const active = card.element.shadowRoot?.activeElement;
          selected = `${command}: ${active instanceof HTMLTextAreaElement ? active.value.slice(active.selectionStart, active.selectionEnd) : ''}`;
          return true;
        },
      });
      const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
      const button = card.get('button', '复制号码');
      button.focus();
      await card.press('button', '复制号码');
      await until(
        () => card.find('status', '已复制'),
        () => card.words,
      );
      expect(selected).to.equal('copy: 400-123-4567');
      expectFocus(button);
    });

    it('says if it failed, and fires no event', async () => {
      clipboard({ writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) });
      Object.defineProperty(document, 'execCommand', { configurable: true, value: () => false });
      const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
      const heard = card.hears('hotline-copy');
      await card.press('button', '复制号码');
      await until(
        () => card.find('status', '没能复制，请长按选择'),
        () => card.words,
      );
      expect(heard).to.be.empty;
    });

    it('is not reported for the next number', async () => {
      clipboard({ writeText: () => Promise.resolve() });
      const contacts = FakeContacts.of(sampleContact());
      const card = await NumberCard.mount(contacts);
      await card.press('button', '复制号码');
      await until(
        () => card.find('status', '已复制'),
        () => card.words,
      );
      contacts.show(sampleContact({ line: { display: '400-765-4321', uri: 'tel:4007654321' } }));
      await card.settled();
      expect(card.words).to.include('400-765-4321').and.not.to.include('已复制');
    });
  });

  it('offers no QR code on touch devices, which can dial themselves', async () => {
    pointer('coarse');
    const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
    expect(card.all('button').map((button) => button.title)).to.deep.equal(['复制号码']);
  });

  describe('the QR code', () => {
    beforeEach(() => pointer('fine'));

    /** The rows of the visible QR code. `#` is a dark module. */
    const modules = (card: NumberCard): string[] => {
      const size = Number(card.qr?.getAttribute('viewBox')?.split(' ')[2]);
      const rows = Array.from({ length: size }, () => Array<string>(size).fill(' '));
      for (const [, x, y] of card.qr
        ?.querySelector('path')
        ?.getAttribute('d')
        ?.matchAll(/M(\d+) (\d+)h1v1h-1z/g) ?? [])
        rows[Number(y)]![Number(x)] = '#';
      return rows.map((row) => row.join(''));
    };
    const codeOf = (text: string): string[] =>
      encode(text, { border: 4, ecc: 'M' }).data.map((row) =>
        row.map((dark) => (dark ? '#' : ' ')).join(''),
      );

    it('encodes the address of the link, and can be hidden again', async () => {
      const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
      expect(card.qr).to.equal(null);
      await card.press('button', '用手机扫码拨打');
      await card.says('用手机扫一扫');
      expect(modules(card)).to.deep.equal(codeOf(card.number.href));
      expect(card.qr?.getBoundingClientRect().width).to.be.at.least(150);
      await card.press('button', '收起二维码');
      expect(card.qr).to.equal(null);
    });

    it('is not of an earlier number', async () => {
      const contacts = FakeContacts.of(sampleContact());
      const card = await NumberCard.mount(contacts);
      await card.press('button', '用手机扫码拨打');
      await card.says('用手机扫一扫');
      contacts.show(sampleContact({ line: { display: '400-765-4321', uri: 'tel:4007654321' } }));
      await card.settled();
      if (card.qr) expect(modules(card)).to.deep.equal(codeOf('tel:4007654321'));
      expect(card.words).to.include('400-765-4321');
      expect(
        card.find('button', '用手机扫码拨打') === undefined,
        'the button matches what is shown',
      ).to.equal(!!card.qr);
    });
  });

  describe('in the browser of an app', () => {
    const mountIn = (agent: string): Promise<NumberCard> => {
      Object.defineProperty(navigator, 'userAgent', { value: agent, configurable: true });
      return NumberCard.mount(FakeContacts.of(sampleContact()));
    };
    const ANDROID =
      'Mozilla/5.0 (Linux; Android 13; V2055A) AppleWebKit/537.36 Chrome/107.0 Mobile';
    afterEach(() => void Reflect.deleteProperty(navigator, 'userAgent'));

    for (const app of [
      'MicroMessenger/8.0.42.2460',
      'V1_AND_SQ_8.9.80_4614 QQ/8.9.80.12440',
      'UCBrowser/13.4.0.1306',
      'AliApp(AP/10.5.0) AlipayClient/10.5.0',
    ])
      it(`makes copying as plain as dialling, and says what to do: ${app}`, async () => {
        const card = await mountIn(`${ANDROID} ${app}`);
        const [dial, copy] = [card.get('link', /^拨打/), card.get('button', '复制号码')];
        expect(dial.getAttribute('href')).to.match(/^tel:/);
        expect(copy.textContent).to.include('复制号码');
        expect(copy.getBoundingClientRect().height).to.be.at.least(44);
        expect(card.words).to.include('到拨号盘粘贴');
      });

    it('says nothing where a press on the number dials', async () => {
      for (const agent of [
        `${ANDROID} Safari/537.36`,
        `${ANDROID} MQQBrowser/13.1`,
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0.42',
      ])
        expect((await mountIn(agent)).words).to.not.include('到拨号盘粘贴');
    });
  });

  it('lists the menu keys and the number for calls from abroad', async () => {
    const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
    expect(card.get('link', '拨打，直达人工')).to.have.attribute('href', 'tel:4001234567,,2');
    await card.press('disclosure', '语音菜单按键 · 境外拨打');
    expect(card.words).to.include('按 2 人工').and.to.include('按 1 → 3 账单');
    expect(card.get('link', '+86 21 6123 4567')).to.have.attribute('href', 'tel:+862161234567');
  });

  it('has no details if the line has neither', async () => {
    const card = await NumberCard.mount(FakeContacts.of(bareContact()));
    expect(card.all('disclosure')).to.be.empty;
    expect(card.get('link', '拨打')).to.exist;
  });

  it('fires hotline-call without data when the member calls', async () => {
    const card = await NumberCard.mount(FakeContacts.of(sampleContact()));
    const heard = card.hears('hotline-call');
    await card.press('disclosure', /境外拨打/);
    card.element.shadowRoot?.addEventListener('click', (event) => event.preventDefault());
    for (const link of card.all('link')) link.click();
    expect(heard).to.have.length(3);
    for (const event of heard) {
      expect(event).to.include({ bubbles: true, composed: true });
      expect(Object.keys(event).filter((key) => key !== 'isTrusted')).to.be.empty;
    }
  });

  it('unsubscribes from its previous store, so that its requests end', async () => {
    const [before, after] = [
      FakeContacts.of(sampleContact()),
      FakeContacts.of(sampleContact({ line: { display: '400-765-4321' } })),
    ];
    const card = await NumberCard.mount(before);
    await card.hand({ store: after.store });
    await card.says('400-765-4321');
    expect([before.followers, after.followers]).to.deep.equal([0, 1]);
    card.element.remove();
    expect(after.followers).to.equal(0);
  });

  it('shows only English in English', async () => {
    const contact = sampleContact({
      status: { state: 'closed', closesAt: undefined, opensAt: localAt(23 * 60) },
    });
    for (const contacts of [
      FakeContacts.of(contact),
      FakeContacts.of(sampleContact({ status: { state: 'busy', waitMinutes: [1, 1] } })),
      new FakeContacts(),
      new FakeContacts({ phase: 'failed' }, { phone: '400-999-0000' }),
    ]) {
      const card = await NumberCard.mount(contacts, { language: 'en' });
      card.find('disclosure')?.click();
      await card.settled();
      expect(
        [
          card.words,
          ...card.hints,
          ...card.all('region').map((region) => region.getAttribute('aria-label') ?? ''),
        ].filter((said) => CJK.test(said)),
      ).to.deep.equal([]);
    }
  });
});
