import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addAgent, signIn } from './support/console-page.ts';
import { TestSite } from './support/test-site.ts';

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
