import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { defineElement } from '../../src/elements.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import type { Effects } from '../../src/stores/effects.ts';
import { turn, until } from '../support/clock.ts';
import {
  CallbackForm,
  Checklist,
  elementsIn,
  expectFocus,
  focused,
  nameOf,
  Panel,
} from '../support/drivers.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk, json, problem } from '../support/fake-desk.ts';
import { colourAt, FakeUpload, pictureFile } from '../support/pictures.ts';
import { at, FakeContacts, sampleContact, sampleTicket } from '../support/sample-contact.ts';

describe('hotline-pictures', () => {
  let contacts: FakeContacts;
  let desk: FakeDesk;
  let effects: FakeEffects;

  before(() => defineElement('hotline-pictures'));
  beforeEach(() => {
    FakeUpload.all = [];
    desk = new FakeDesk();
    effects = new FakeEffects(desk.fetch);
    effects.XMLHttpRequest = FakeUpload as unknown as Effects['XMLHttpRequest'];
    contacts = FakeContacts.of(sampleContact());
    contacts.effects = effects;
  });
  afterEach(() => localStorage.clear());

  const upload = (nth: number): Promise<FakeUpload> =>
    until(
      () => FakeUpload.all[nth]?.body && FakeUpload.all[nth],
      () => `upload ${nth} of ${FakeUpload.all.length}`,
    );

  const openItem = async (look = {}): Promise<Checklist> => {
    const list = await Checklist.mount(contacts, look);
    await list.edit(/截图|Screenshots/);
    return list;
  };

  const transfer = (...files: File[]): DataTransfer => {
    const data = new DataTransfer();
    for (const file of files) data.items.add(file);
    return data;
  };
  const paste = (on: Element, data: DataTransfer): boolean =>
    on.dispatchEvent(
      new ClipboardEvent('paste', {
        clipboardData: data,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );

  it('shows what is on the device only, and sends it when the member uses it', async () => {
    const list = await openItem();
    await list.pick(await pictureFile());
    await list.says('没有发出去');
    expect(FakeUpload.all).to.be.empty;
    await list.press('button', '不用涂，就这样用');
    const sending = await upload(0);
    sending.progress(0.5);
    await list.says('正在上传 50%');
    sending.arrive('a');
    await list.says('1 张截图都已传好');
  });

  it('names a file that it cannot read, and says what to do with one from an iPhone', async () => {
    const list = await openItem();
    const heic = new File([new Uint8Array([0, 0, 0, 24]), 'ftypheic0000'], 'IMG_1.HEIC');
    await list.pick(heic);
    await list.says(/“IMG_1.HEIC”是 HEIC 格式，这个浏览器打不开。请在手机上打开它截一张屏/);
    await list.pick(new File(['?'], 'a.pdf'));
    await list.says('“a.pdf”不是能打开的图片');
    expect(draftFor(contacts.store).state.screenshots).to.equal(0);
  });

  it('says how many it takes', async () => {
    const list = await openItem();
    await list.pick(await pictureFile('a'), await pictureFile('b'), await pictureFile('c'));
    await list.says('最多 2 张，多出的没有加入');
  });

  it('says that an upload has failed, and tries again', async () => {
    const list = await openItem();
    await list.pick(await pictureFile());
    await list.press('button', '不用涂，就这样用');
    (await upload(0)).answer(507, { code: 'attachments-full' });
    await list.says('服务台暂时放不下截图');
    await list.press('button', '再试一次');
    (await upload(1)).arrive('a');
    await list.says('1 张截图都已传好');
  });

  describe('pasted', () => {
    it('anywhere in the panel, is taken', async () => {
      const panel = await Panel.mount(contacts, {}, { open: true });
      await until(
        () => panel.find('button', /截图/),
        () => panel.words,
      );
      await panel.press('button', /截图/);
      await panel.has('file');
      expect(paste(panel.get('heading', '拨打前准备'), transfer(await pictureFile()))).to.equal(
        false,
      );
      await panel.says('已选 1 张');
    });

    it('beside a text, is left to the field that the text goes into', async () => {
      const form = await CallbackForm.mount(contacts);
      await form.press('disclosure', /补充时间、说明和截图/);
      await form.has('file');
      const both = transfer(await pictureFile());
      both.items.add('到账截图', 'text/plain');
      expect(paste(form.get('field', /补充说明/), both), 'the browser pastes it').to.equal(true);
      expect(draftFor(contacts.store).state.screenshots).to.equal(undefined);
      paste(form.get('field', /补充说明/), transfer(await pictureFile()));
      await form.says('没有发出去');
    });
  });

  it('takes what is dropped anywhere in the panel, and says where it goes', async () => {
    const panel = await Panel.mount(contacts, {}, { open: true });
    await panel.press('button', /截图/);
    await panel.has('file');
    const drag = (type: string, data: DataTransfer): boolean =>
      panel.get('heading', '拨打前准备').dispatchEvent(
        new DragEvent(type, {
          dataTransfer: data,
          bubbles: true,
          composed: true,
          cancelable: true,
        }),
      );
    const data = transfer(await pictureFile());
    expect(drag('dragover', data)).to.equal(false);
    await panel.says('松开即可加入');
    expect(drag('drop', data), 'the browser does not open the file').to.equal(false);
    await panel.says('已选 1 张');
    expect(drag('dragover', new DataTransfer()), 'what is no file').to.equal(true);
  });

  describe('covering what is private', () => {
    const edit = async (): Promise<Checklist> => {
      const list = await openItem();
      await list.pick(await pictureFile('card.png', { width: 400, height: 300 }));
      await list.says('没有发出去');
      await list.press('button', '涂掉隐私 截图 1');
      await list.has('button', '加黑块');
      return list;
    };
    const stageOf = (list: Checklist): HTMLElement => list.get('group', '要涂的图片');
    const place = (box: Element): number[] => {
      const { left, top, width, height } = (box as HTMLElement).style;
      return [left, top, width, height].map((side) => Math.round(parseFloat(side)));
    };

    it('works with the keys, and says what happens', async () => {
      const list = await edit();
      await list.press('button', '加黑块');
      await list.says('已加黑块 1');
      const box = list.get('button', '黑块 1');
      await until(
        () => focused() === box,
        () => nameOf(focused() as Element),
      );
      expect(place(box)).to.deep.equal([30, 47, 40, 6]);
      await sendKeys({ press: 'ArrowRight' });
      await sendKeys({ press: 'ArrowUp' });
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ up: 'Shift' });
      expect(place(box)).to.deep.equal([31, 46, 40, 7]);
      await list.says('距左 31%，距上 46%，宽 40%，高 7%');
      await sendKeys({ press: 'Delete' });
      expect(list.find('button', '黑块 1')).to.equal(undefined);
      expectFocus(list.get('button', '加黑块'));
      await sendKeys({ down: 'Control' });
      await sendKeys({ press: 'z' });
      await sendKeys({ up: 'Control' });
      expect(place(list.get('button', '黑块 1'))).to.deep.equal([31, 46, 40, 7]);
      await sendKeys({ press: 'Escape' });
      await until(
        () => !list.find('button', '加黑块'),
        () => 'the editor to close',
      );
      expectFocus(list.get('button', '涂掉隐私 截图 1'));
      expect(FakeUpload.all, 'nothing is sent').to.be.empty;
    });

    it('works with a finger: drag, press, move', async () => {
      const list = await edit();
      const stage = stageOf(list);
      const { left, top, width, height } = stage.getBoundingClientRect();
      stage.setPointerCapture = () => undefined;
      const point = (type: string, x: number, y: number, on: Element = stage): void => {
        on.dispatchEvent(
          new PointerEvent(type, {
            pointerId: 1,
            clientX: left + width * x,
            clientY: top + height * y,
            bubbles: true,
            composed: true,
          }),
        );
      };
      point('pointerdown', 0.1, 0.1);
      point('pointermove', 0.5, 0.3);
      point('pointerup', 0.5, 0.3);
      const first = await list.has('button', '黑块 1');
      expect(place(first)).to.deep.equal([10, 10, 40, 20]);
      point('pointerdown', 0.2, 0.2, first);
      point('pointermove', 0.3, 0.4);
      point('pointerup', 0.3, 0.4);
      await turn();
      expect(place(first)).to.deep.equal([20, 30, 40, 20]);
      point('pointerdown', 0.5, 0.8);
      point('pointerup', 0.5, 0.8);
      expect(place(await list.has('button', '黑块 2'))).to.deep.equal([30, 77, 40, 6]);
    });

    it('sends black pixels in place of what was covered', async () => {
      const list = await edit();
      await list.press('button', '加黑块');
      await list.has('button', '黑块 1');
      await list.press('button', '涂好了，使用');
      const { file } = await upload(0);
      expect(Math.max(...(await colourAt(file, 200, 150)))).to.be.lessThan(8);
      expect((await colourAt(file, 10, 10))[0]).to.be.greaterThan(200);
      await list.says('已涂黑 1 处');
      expect(FakeUpload.all, 'the whole picture never').to.have.length(1);
    });
  });

  describe('sent with a callback', () => {
    const ready = async (...names: string[]): Promise<CallbackForm> => {
      const form = await CallbackForm.mount(contacts);
      await form.press('disclosure', /补充时间、说明和截图/);
      await form.has('file');
      const input = form.get('file') as HTMLInputElement;
      input.files = transfer(...(await Promise.all(names.map((name) => pictureFile(name))))).files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await form.says('没有发出去');
      return form;
    };
    const sent = () =>
      desk
        .by('POST')
        .map(({ body }) => (JSON.parse(body) as { attachments?: string[] }).attachments);

    it('goes out when all have arrived', async () => {
      desk.answer = () => json(sampleTicket({ attachments: 2 }), 201);
      const form = await ready('a', 'b');
      await form.ask();
      (await upload(0)).arrive('a');
      await form.says('正在上传截图，已传好 1 / 2 张');
      expect(sent()).to.be.empty;
      (await upload(1)).arrive('b');
      await until(
        () => sent().length,
        () => form.words,
      );
      expect(sent()).to.deep.equal([['a'.repeat(22), 'b'.repeat(22)]]);
      await until(
        () => !draftFor(contacts.store).state.screenshots,
        () => 'the pictures to be dropped',
      );
    });

    it('does not wait when the member does not want to', async () => {
      desk.answer = () => json(sampleTicket(), 201);
      const form = await ready('a');
      await form.ask();
      await upload(0);
      await form.press('button', '不等截图了，继续');
      await until(
        () => sent().length,
        () => form.words,
      );
      expect(sent()).to.deep.equal([undefined]);
    });

    it('says what has not arrived, keeps the form, and offers both ways', async () => {
      desk.answer = () => json(sampleTicket({ attachments: 1 }), 201);
      const form = await ready('a', 'b');
      await form.fill(/补充说明/, '没到账');
      await form.ask();
      (await upload(0)).arrive('a');
      (await upload(1)).answer(422, { code: 'picture-not-readable' });
      await form.says('有 1 张截图没有传上去，您填的内容都在');
      expect(form.valueOf(/补充说明/)).to.equal('没到账');
      expect(form.find('button', '不带没传上的，继续')).to.exist;
      const delivery = [...elementsIn(form.element.shadowRoot!)].find(
        ({ localName }) => localName === 'hotline-picture-delivery',
      );
      const retry = [...elementsIn(delivery!.shadowRoot!)].find(
        (found) => found.textContent?.trim() === '再试一次',
      );
      (retry as HTMLElement).click();
      (await upload(2)).arrive('b');
      await until(
        () => sent().length,
        () => form.words,
      );
      expect(sent()).to.deep.equal([['a'.repeat(22), 'b'.repeat(22)]]);
    });

    it('sends again what the desk no longer has, with the same key', async () => {
      desk.answerWith(
        () => problem(422, 'unknown-attachment', [{ pointer: '/attachments/1', code: 'unknown' }]),
        () => json(sampleTicket({ attachments: 2 }), 201),
      );
      const form = await ready('a', 'b');
      await form.ask();
      (await upload(0)).arrive('a');
      (await upload(1)).arrive('b');
      (await upload(2)).arrive('c');
      await until(
        () => sent().length === 2,
        () => form.words,
      );
      expect(sent()).to.deep.equal([
        ['a'.repeat(22), 'b'.repeat(22)],
        ['a'.repeat(22), 'c'.repeat(22)],
      ]);
      const keys = desk.by('POST').map(({ headers }) => headers.get('idempotency-key'));
      expect(new Set(keys).size).to.equal(1);
    });

    it('waits for the network with all of it', async () => {
      desk.answer = () => json(sampleTicket({ attachments: 1 }), 201);
      const form = await ready('a');
      effects.isOnline = false;
      await form.ask();
      (await upload(0)).cut();
      await form.says('恢复后会自动提交');
      await form.says('网络断开了，恢复后继续');
      effects.isOnline = true;
      window.dispatchEvent(new Event('online'));
      (await upload(1)).arrive('a');
      await until(
        () => sent().length,
        () => form.words,
      );
      expect(sent()).to.deep.equal([['a'.repeat(22)]]);
    });
  });

  it('goes with the code for a call, and is sent anew for the next code', async () => {
    desk.answerWith(
      () => json({ code: '482913', expiresAt: at(99_999) }, 201),
      () => problem(422, 'unknown-attachment', [{ pointer: '/attachments/0', code: 'unknown' }]),
      () => json({ code: '111111', expiresAt: at(99_999) }, 201),
    );
    const list = await openItem();
    await list.pick(await pictureFile());
    await list.press('button', '生成通话码');
    (await upload(0)).arrive('a');
    await list.says('482913');
    draftFor(contacts.store).update({ note: '还有' });
    await list.press('button', '生成通话码');
    (await upload(1)).arrive('b');
    await list.says('111111');
    const bodies = desk
      .by('POST')
      .map(({ body }) => (JSON.parse(body) as { attachments: string[] }).attachments[0]?.[0]);
    expect(bodies).to.deep.equal(['a', 'a', 'b']);
  });

  it('is gone from the next member', async () => {
    const list = await openItem();
    await list.pick(await pictureFile());
    await list.says('没有发出去');
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    await list.element.updateComplete;
    expect(list.words).not.to.include('没有发出去');
    expect(draftFor(contacts.store).state.screenshots).to.equal(undefined);
  });

  it('has large targets in care mode, and nothing too wide at 320 px', async () => {
    const list = await openItem({ care: true, width: 280 });
    await list.pick(await pictureFile(), await pictureFile());
    await list.says('没有发出去');
    for (const { name, height } of list.targets) expect(height, name).to.be.at.least(60);
    for (const found of elementsIn(list.element.shadowRoot!))
      expect(
        found.getBoundingClientRect().right,
        `${found.localName} ${found.className}`,
      ).to.be.at.most(309);
  });
});
