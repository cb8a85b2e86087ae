import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, before, test, type TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { addAgent, signIn } from './support/console-page.ts';
import { openCustomPage, scriptTag, startServer } from './support/custom-page.ts';
import { mockStatus } from './support/mock-contact.ts';
import { TestSite } from './support/test-site.ts';
import { ZH } from './support/ui-text.ts';
import { widgetOn } from './support/widget-page.ts';

const HAN = { login: 'han', name: '小韩', password: 'a-long-password-of-han' };

let site: TestSite;
before(async () => {
  site = await TestSite.open();
  await addAgent(site, HAN);
});
after(() => site.close());

/** A picture that the browser draws, as a phone would send it. */
const SCREENSHOT = `(async () => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 1080, height: 2400 });
  canvas.getContext('2d').fillRect(0, 0, 1080, 1200);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return [...new Uint8Array(await blob.arrayBuffer())];
})()`;

test('An agent looks at the screenshot that came with a callback, and enlarges it', async (t) => {
  const page = await site.page(t);
  await page.goto(`${site.deskOrigin}/console`);
  const file = new FormData();
  const bytes = new Uint8Array(await page.evaluate<number[]>(SCREENSHOT));
  file.append('file', new Blob([bytes]), 'screenshot.png');
  const send = async (path: string, init: RequestInit): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${site.deskOrigin}/v1${path}`, { method: 'POST', ...init });
    assert.equal(answer.status, 201, await answer.clone().text());
    return (await answer.json()) as Record<string, unknown>;
  };
  const keyed = () => ({ 'idempotency-key': randomUUID() });
  const { id } = await send('/attachments', { body: file, headers: keyed() });
  const { number, key, attachments } = await send('/callbacks', {
    headers: { ...keyed(), 'content-type': 'application/json' },
    body: JSON.stringify({
      phone: '13800138520',
      when: { kind: 'asap' },
      consent: true,
      attachments: [id],
    }),
  });
  assert.equal(attachments, 1);

  await signIn(page, site, HAN);
  await page.goto(`${site.deskOrigin}/console/ticket/${String(number)}`);
  await page.getByRole('button', { name: '查看第 1 张截图，共 1 张' }).click();
  const picture = page.getByRole('dialog').getByRole('img', { name: '第 1 张截图' });
  await picture.waitFor();
  const heightOf = async (): Promise<number> => (await picture.boundingBox())?.height ?? 0;
  const fitting = await heightOf();
  assert.ok(fitting > 200);
  await page.keyboard.press('+');
  const larger = await heightOf();
  assert.ok(Math.abs(larger - 1.5 * fitting) < 1, `${larger} after ${fitting}`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载' }).click();
  assert.equal((await download).suggestedFilename(), `${String(number)}-1.jpg`);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: /^工单/ }).waitFor();

  await fetch(`${site.deskOrigin}/v1/tickets/${String(number)}/cancel`, {
    method: 'POST',
    headers: { authorization: `Bearer ${String(key)}` },
  });
});

/** A photo as a phone takes it, with the place where it was taken. */
const taggedPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 1200, height: 900, channels: 3, background: '#e8eefc' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'CANARY' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 49/1' },
    })
    .toBuffer();

/** Opens the form's place for screenshots. */
const openScreenshots = async (page: Page) => {
  const hotline = widgetOn(page);
  await hotline.openForm();
  await hotline.panel.getByText(ZH.addDetails).click();
  const input = hotline.panel.getByLabel('选择图片');
  await input.waitFor({ state: 'attached' });
  return { ...hotline, input };
};

/** The one screenshot that came with a ticket, as the desk keeps it. */
const storedWith = (number: string): Buffer => {
  const rows = site.desk.rows(
    'select data from attachment join attachment_data using (id) where ticket = ?',
    number,
  );
  assert.equal(rows.length, 1);
  return Buffer.from(rows[0]?.['data'] as Uint8Array);
};

/** The brightness of a pixel, 0 to 255. `x` and `y` are parts of the picture. */
const brightness = async (picture: Buffer, x: number, y: number): Promise<number> => {
  const { data, info } = await sharp(picture)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = Math.floor(y * info.height) * info.width + Math.floor(x * info.width);
  return data[at * info.channels] ?? NaN;
};

const cancel = async (button: (name: string) => Locator): Promise<void> => {
  await button(ZH.cancel).click();
  await button(ZH.cancelYes).click();
};

for (const [how, width, phone] of [
  ['with the mouse', 1280, '13800138521'],
  ['with the keyboard', 390, '13800138522'],
] as const)
  test(`A member covers a part of a photo ${how}, at ${width} px: it is black where it is stored, and the place is gone`, async (t) => {
    const page = await site.page(t, { viewport: { width, height: 844 } });
    await mockStatus(page, 'open');
    await page.goto(`${site.shop}/privacy`);
    const { input, panel, button, ask } = await openScreenshots(page);
    const photo = await taggedPhoto();
    assert.ok(photo.includes('CANARY') && (await sharp(photo).metadata()).exif);
    await input.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
    const cover = button('涂掉隐私');
    await panel.locator('[aria-disabled=false]').and(cover).waitFor();
    if (how === 'with the mouse') await cover.click();
    else await cover.press('Enter');
    const editor = page.getByRole('dialog', { name: '涂掉隐私' });
    const stage = editor.getByRole('group', { name: '要涂的图片' });
    await stage.waitFor();
    if (how === 'with the mouse') {
      const { x, y, width: wide, height } = (await stage.boundingBox()) ?? assert.fail();
      await page.mouse.move(x + wide * 0.4, y + height * 0.2);
      await page.mouse.down();
      await page.mouse.move(x + wide * 0.6, y + height * 0.35, { steps: 4 });
      await page.mouse.up();
      await editor.getByRole('button', { name: '黑块 1' }).waitFor();
      await editor.getByRole('button', { name: '涂好了，使用' }).click();
    } else {
      await editor.getByRole('button', { name: '加黑块' }).press('Enter');
      const box = editor.getByRole('button', { name: '黑块 1' });
      await box.waitFor();
      // From the middle of the picture upwards, and larger.
      for (let step = 0; step < 22; step++) await page.keyboard.press('ArrowUp');
      for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowDown');
      await editor.getByRole('button', { name: '涂好了，使用' }).press('Enter');
    }
    await editor.waitFor({ state: 'detached' });
    await panel.getByText('已涂黑 1 处').waitFor();
    const stored = storedWith(await ask(phone));
    assert.ok((await brightness(stored, 0.5, 0.28)) < 12, 'what was covered is black');
    for (const [x, y] of [
      [0.05, 0.28],
      [0.5, 0.7],
    ] as const)
      assert.ok((await brightness(stored, x, y)) > 200, 'the rest is as it was');
    const { exif, xmp, icc } = await sharp(stored).metadata();
    assert.deepEqual([exif, xmp, icc], [undefined, undefined, undefined]);
    assert.ok(!stored.includes('CANARY') && !stored.includes('Exif'));
    await panel.getByText('已收到 1 张截图').waitFor();
    await cancel(button);
  });

test('A member pastes one screenshot with Ctrl+V and drops another', async (t) => {
  const page = await site.page(t);
  await mockStatus(page, 'open');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: site.shop,
  });
  await page.goto(`${site.shop}/privacy`);
  const { panel, button, ask, order } = await openScreenshots(page);
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 200 });
    canvas.getContext('2d')?.fillRect(0, 0, 300, 200);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png as Blob })]);
  });
  await order.press('Control+V');
  await panel.getByRole('img', { name: '截图 1' }).waitFor();

  const dropped = await page.evaluateHandle(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 200 });
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    const transfer = new DataTransfer();
    transfer.items.add(new File([png as Blob], 'dropped.png', { type: 'image/png' }));
    return transfer;
  });
  await panel.dispatchEvent('dragover', { dataTransfer: dropped });
  await panel.getByText('松开即可加入').waitFor();
  await panel.dispatchEvent('drop', { dataTransfer: dropped });
  await panel.getByRole('img', { name: '截图 2' }).waitFor();

  const number = await ask('13800138523');
  const [row] = site.desk.rows('select count(*) as count from attachment where ticket = ?', number);
  assert.equal(row?.['count'], 2);
  await cancel(button);
});

/** A way to the desk that cuts each upload when 99 % of it has passed; resolves to its origin. */
const cuttingProxy = (t: TestContext, cut: () => void): Promise<string> =>
  startServer(t, (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = request(site.deskOrigin + (url ?? ''), {
      method,
      headers: { ...headers, host: new URL(site.deskOrigin).host },
    });
    onward.on('error', () => outgoing.destroy());
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    if (method !== 'POST' || !url?.endsWith('/attachments')) return void incoming.pipe(onward);
    const most = Math.floor(Number(headers['content-length']) * 0.99);
    let passed = 0;
    incoming.on('data', (part: Buffer) => {
      onward.write(part.subarray(0, Math.max(0, most - passed)));
      passed += part.length;
      if (passed < most) return;
      cut();
      onward.destroy();
      incoming.destroy();
    });
  });

test('An upload that is cut at 99 % leaves nothing at the desk, and nothing of the form is lost', async (t) => {
  const page = await site.page(t);
  let cuts = 0;
  const desk = await cuttingProxy(t, () => cuts++);
  await page.clock.install();
  await mockStatus(page, 'open');
  await openCustomPage(site, page, { body: `<h1>A shop</h1>${scriptTag({ desk })}` });
  const { input, panel, button, fill, note, order, phone, submit, ticketNumber } =
    await openScreenshots(page);
  const photo = await taggedPhoto();
  await input.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
  await button('不用涂').waitFor();
  await fill('13800138524');
  await order.fill('DJ20261122224011AB3F');
  await note.fill('充值没有到账');
  await submit.click();
  const missing = panel.getByText('有 1 张截图没有传上去，您填的内容都在。');
  const paused = panel.getByText('没传上去，马上再试');
  for (let pauses = 0; pauses < 4; pauses++) {
    await paused.waitFor();
    await page.clock.runFor(20_000);
    await paused.or(missing).waitFor();
  }
  await missing.waitFor();
  assert.equal(cuts, 5);
  assert.equal(await phone.inputValue(), '13800138524');
  assert.equal(await order.inputValue(), 'DJ20261122224011AB3F');
  assert.equal(await note.inputValue(), '充值没有到账');
  assert.equal(await panel.getByRole('img', { name: '截图 1' }).count(), 1);
  assert.deepEqual(site.desk.rows('select id from attachment where ticket is null'), []);

  await button('不带没传上的，继续').click();
  const number = await ticketNumber();
  assert.deepEqual(site.desk.rows('select id from attachment where ticket = ?', number), []);
  assert.equal(await panel.getByText(/已收到 \d+ 张截图/).count(), 0);
  await cancel(button);
});
