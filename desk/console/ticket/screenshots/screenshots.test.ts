import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { Screenshot, TicketView } from '../../../wire/ticket.ts';
import { until } from '../../../../test/support/clock.ts';
import { elementsIn, nameOf } from '../../../../test/support/drivers.ts';
import { ConsolePage } from '../../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../../test-support/fake-console-desk.ts';
import { numberOf, sampleRow, sampleTicketView } from '../../test-support/samples.ts';

const NUMBER = numberOf(48213);

const idOf = (n: number): string => String(n).padStart(22, '0');
const shot = (n: number, change: Partial<Screenshot> = {}): Screenshot => ({
  id: idOf(n),
  width: 900,
  height: 2000,
  bytes: 1000,
  at: Date.now(),
  ...change,
});

const picture = async (width = 900, height = 2000): Promise<Blob> => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const drawing = canvas.getContext('2d')!;
  drawing.fillStyle = '#2457d6';
  drawing.fillRect(0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/jpeg'));
};

describe('the screenshots of a ticket', () => {
  let desk: FakeConsoleDesk;
  let view: TicketView;
  let page: ConsolePage;

  beforeEach(async () => {
    await setViewport({ width: 1280, height: 800 });
    desk = new FakeConsoleDesk();
    desk.path = `/console/ticket/${NUMBER}`;
    desk.on(`GET /tickets/${NUMBER}`, () => view);
    const file = await picture();
    for (const n of [1, 2, 3, 4]) desk.on(`GET /attachments/${idOf(n)}`, () => new Response(file));
    view = sampleTicketView({ attachments: [shot(1), shot(2), shot(3)] }, Date.now());
  });

  const open = async (look = {}): Promise<void> => {
    page = await ConsolePage.open(desk, 'desk-ticket', look);
  };
  const at = (selector: string): HTMLElement | undefined =>
    [...elementsIn(page.element!.shadowRoot!)].find((one) => one.matches(selector)) as
      HTMLElement | undefined;
  const inDialog = (): string => nameOf(at('dialog[open]')!);
  const percent = (): string => at('.scale')?.textContent?.trim() ?? '';
  const openFirst = async (): Promise<void> => {
    await page.press('button', '查看第 1 张截图，共 3 张');
    await page.has('dialog');
    await until(
      () => percent() !== '–',
      () => 'the picture',
    );
  };

  it('are shown small, each loaded once, and open in a dialog over the screen', async () => {
    await open();
    await page.has('region', '会员发来的截图（3）');
    await page.has('button', '查看第 3 张截图，共 3 张');
    await openFirst();
    expect(inDialog()).to.equal('截图 1 / 3');
    expect((at('dialog[open] img') as HTMLImageElement).alt).to.equal('第 1 张截图');
    for (const n of [1, 2, 3]) expect(desk.of(`GET /attachments/${idOf(n)}`).length).to.equal(1);
  });

  it('say nothing where the member sent none', async () => {
    view = sampleTicketView({}, Date.now());
    await open();
    await page.says('会员的问题');
    expect(page.all('region', /截图/)).to.deep.equal([]);
  });

  it('follow each other by arrow keys and buttons, and stop at both ends', async () => {
    await open();
    await openFirst();
    await sendKeys({ press: 'ArrowRight' });
    expect(inDialog()).to.equal('截图 2 / 3');
    // After a click on the picture, too.
    await sendMouse({ type: 'click', position: [600, 400] });
    await sendKeys({ press: 'ArrowLeft' });
    expect(inDialog()).to.equal('截图 1 / 3');
    await sendKeys({ press: 'ArrowRight' });
    await page.press('button', '下一张');
    await sendKeys({ press: 'ArrowRight' });
    expect(inDialog()).to.equal('截图 3 / 3');
    expect((await page.has('button', '下一张')).getAttribute('aria-disabled')).to.equal('true');
    await page.press('button', '上一张');
    expect(inDialog()).to.equal('截图 2 / 3');
  });

  it('are enlarged and made smaller by keys, buttons and the wheel', async () => {
    await open();
    await openFirst();
    const fitting = percent();
    await sendKeys({ press: '+' });
    const larger = parseInt(percent());
    expect(larger).to.be.closeTo(parseInt(fitting) * 1.5, 1);
    await sendKeys({ press: '-' });
    expect(percent()).to.equal(fitting);
    await page.press('button', '放大');
    await page.press('button', /适合屏幕$/);
    expect(percent()).to.equal(fitting);
    const wheel = new WheelEvent('wheel', { deltaY: -300, cancelable: true, bubbles: true });
    at('.room')?.dispatchEvent(wheel);
    await until(
      () => Math.abs(parseInt(percent()) - 2 * parseInt(fitting)) <= 1,
      () => `twice ${fitting}, not ${percent()}`,
    );
    expect(wheel.defaultPrevented).to.equal(true);
    await sendKeys({ press: '0' });
    expect(percent()).to.equal(fitting);
    // The next one begins as a whole.
    await sendKeys({ press: '+' });
    await sendKeys({ press: 'ArrowRight' });
    expect(percent()).to.equal(fitting);
  });

  it('are dragged by a finger once they are larger than the screen', async () => {
    await open();
    await openFirst();
    const room = at('.room')!;
    room.setPointerCapture = () => undefined;
    const drag = (type: string, clientY: number): boolean =>
      room.dispatchEvent(
        new PointerEvent(type, { pointerId: 1, clientX: 600, clientY, bubbles: true }),
      );
    const top = (): number => at('dialog[open] img')!.getBoundingClientRect().top;
    const before = top();
    drag('pointerdown', 300);
    drag('pointermove', 360);
    drag('pointerup', 360);
    await page.press('button', '放大');
    const larger = top();
    expect(larger).to.be.below(before);
    drag('pointerdown', 300);
    drag('pointermove', 360);
    drag('pointerup', 360);
    await until(
      () => Math.abs(top() - larger - 60) < 1,
      () => `60 px lower than ${larger}, not ${top()}`,
    );
    drag('pointermove', 500);
    expect(top()).to.be.closeTo(larger + 60, 1);
  });

  it('are closed by Escape, which leaves the ticket open and the focus where it was', async () => {
    await open();
    await openFirst();
    await sendKeys({ press: 'Escape' });
    await page.gone('dialog');
    expect(desk.path).to.equal(`/console/ticket/${NUMBER}`);
    expect(page.focus).to.equal('查看第 1 张截图，共 3 张');
  });

  it('can be downloaded under the number of their ticket', async () => {
    await open();
    await openFirst();
    await sendKeys({ press: 'ArrowRight' });
    const link = (await page.has('link', '下载')) as HTMLAnchorElement;
    expect(link.download).to.equal(`${NUMBER}-2.jpg`);
    expect(link.href).to.match(/^blob:/);
  });

  it('say when one is deleted, or was not loaded, and load it again', async () => {
    const file = await picture();
    let isDown = true;
    desk.on(`GET /attachments/${idOf(1)}`, () => refused(404, 'not-found'));
    desk.on(`GET /attachments/${idOf(2)}`, () =>
      isDown ? new TypeError('Failed to fetch') : new Response(file),
    );
    await open();
    await page.says('已删除');
    await page.has('button', '第 2 张截图没有载入。 再试一次');
    await page.press('button', '查看第 3 张截图，共 3 张');
    await page.has('dialog');
    await sendKeys({ press: 'ArrowLeft' });
    await page.has('alert', /连不上|网络/);
    isDown = false;
    await page.press('button', '再试一次');
    await until(
      () => at('dialog[open] img'),
      () => 'the picture',
    );
    await sendKeys({ press: 'ArrowLeft' });
    await page.says('这张截图已删除');
  });

  it('are loaded again by themselves once the connection is back', async () => {
    const file = await picture();
    let isDown = true;
    desk.on(`GET /attachments/${idOf(2)}`, () =>
      isDown ? new TypeError('Failed to fetch') : new Response(file),
    );
    await open();
    await page.has('button', /没有载入/);
    isDown = false;
    desk.break();
    desk.restore();
    await page.has('button', '查看第 2 张截图，共 3 张');
  });

  it('that come later appear, also while another is looked at', async () => {
    await open();
    await openFirst();
    const row = sampleRow({ number: NUMBER }, Date.now());
    const from = numberOf(7);
    view = sampleTicketView(
      { attachments: [shot(1), shot(2), shot(3), shot(4, { from })] },
      Date.now(),
    );
    desk.put(row);
    await until(
      () => inDialog() === '截图 1 / 4',
      () => `four, not ${inDialog()}`,
    );
    expect(desk.of(`GET /attachments/${idOf(1)}`).length).to.equal(1);
    for (let next = 0; next < 3; next++) await sendKeys({ press: 'ArrowRight' });
    await page.says(/随工单 261120-00007/);
  });

  it('close with their ticket when the member has it erased', async () => {
    await open();
    await openFirst();
    view = sampleTicketView({ attachments: [], erasedAt: Date.now() }, Date.now());
    desk.put(sampleRow({ number: NUMBER }, Date.now()));
    await page.gone('dialog');
    await page.has('button', '复制工单编号');
  });
});
