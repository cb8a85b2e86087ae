import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { pretend } from './support/contact.ts';
import { hotlineOn, says } from './support/hotline.ts';
import { paste } from './support/own-page.ts';
import { Stage } from './support/stage.ts';
import { NUMBERS, ORDER, PRIVATE, ZH } from './support/words.ts';

let stage: Stage;
before(async () => void (stage = await Stage.open(['--disable-back-forward-cache'])));
after(() => stage.close());

const digits = (text: string) => text.replace(/[\s-]/g, '');

/** Everything that the page receives from now on, headers aside; with what streams that have not ended have brought, of which there is one. */
const record = async (page: Page) => {
  const bodies: Promise<{ url: string; text: string }>[] = [];
  const streams = new Map<string, { url: string; text: string }>();
  const network = await page.context().newCDPSession(page);
  const heard = new Promise<void>((resolve) => {
    const hear = (requestId: string, data: string | undefined): void => {
      const stream = streams.get(requestId);
      if (!stream || !data) return;
      stream.text += Buffer.from(data, 'base64').toString();
      resolve();
    };
    network.on('Network.responseReceived', ({ requestId, response: { url, mimeType } }) => {
      if (mimeType !== 'text/event-stream') return;
      streams.set(requestId, { url, text: '' });
      void network
        .send('Network.streamResourceContent', { requestId })
        .then(({ bufferedData }) => hear(requestId, bufferedData));
    });
    network.on('Network.dataReceived', ({ requestId, data }) => hear(requestId, data));
  });
  await network.send('Network.enable');
  page.context().on('response', (response) => {
    // The body of a stream is there when it ends.
    if (response.headers()['content-type']?.startsWith('text/event-stream')) return;
    const body = response.body().then(
      (bytes) => bytes.toString(),
      () => '',
    );
    bodies.push(body.then((text) => ({ url: response.url(), text })));
  });
  return async () => {
    await heard;
    return [...(await Promise.all(bodies)), ...streams.values()];
  };
};

describe('The number of a member', { concurrency: 4 }, () => {
  test('A guest sees the public line and its number on the pill', async (t) => {
    const page = await stage.page(t);
    await pretend(page, 'open');
    await page.goto(stage.shop);
    const { pill } = hotlineOn(page);
    await says(pill, `${NUMBERS.public.label} · ${ZH.open}`);
    await says(pill, NUMBERS.public.display);
  });

  test('A guest finds the public number in the panel at any time of day, with the keys that lead to a person', async (t) => {
    const page = await stage.page(t);
    await page.goto(stage.shop);
    const { number, open } = hotlineOn(page);
    await open();
    assert.equal(await number.innerText(), NUMBERS.public.display);
    assert.equal(await number.getAttribute('href'), NUMBERS.public.dial);
  });

  test('A VIP member who signs in at the shop is greeted by name and sees the VIP line', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/login`);
    await page.getByRole('button', { name: /周女士/ }).click();
    await page.waitForURL('**/member');
    const { panel, number, open } = hotlineOn(page);
    await open();
    assert.equal(await number.innerText(), NUMBERS.vip.display);
    assert.equal(await number.getAttribute('href'), NUMBERS.vip.dial);
    await panel.getByRole('heading', { name: /周女士，您好/ }).waitFor();
    await panel.getByText('VIP 会员', { exact: true }).waitFor();
  });

  test('A diamond member sees the diamond line on the pill at any time of day, and how soon somebody answers', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    const { pill, number, open } = hotlineOn(page);
    await says(pill, NUMBERS.diamond.display);
    assert.match(await pill.innerText(), new RegExp(`${NUMBERS.diamond.label} · 3 分钟内接听`));
    await open();
    assert.equal(await number.innerText(), NUMBERS.diamond.display);
    assert.equal(await number.getAttribute('href'), NUMBERS.diamond.dial);
  });

  test("An ordinary member sees the members' line", async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'normal');
    await page.goto(stage.shop);
    const { panel, number, open } = hotlineOn(page);
    await open();
    await panel.getByText(NUMBERS.member.label, { exact: true }).waitFor();
    assert.equal(await number.innerText(), NUMBERS.member.display);
  });

  test('A member who signs out sees the public line again', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    await says(hotlineOn(page).pill, NUMBERS.diamond.display);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('link', { name: /登录/ }).waitFor();
    const { number, open } = hotlineOn(page);
    await open();
    assert.equal(await number.innerText(), NUMBERS.public.display);
  });

  test('While the line is closed, the pill says when it opens and offers a callback, and the panel still shows the number', async (t) => {
    const page = await stage.page(t);
    await pretend(page, 'closed');
    await page.goto(stage.shop);
    const { pill, number, panel, open } = hotlineOn(page);
    await says(pill, ZH.bookOnPill);
    assert.match(await pill.innerText(), ZH.opens);
    await open();
    assert.equal(await number.innerText(), NUMBERS.public.display);
    await panel.getByText(ZH.closed, { exact: true }).waitFor();
  });

  test('Copying the number copies what people read', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    const { open, button, panel } = hotlineOn(page);
    await open();
    await button(ZH.copyNumber).click();
    await panel.getByText(ZH.copied).waitFor();
    assert.equal(await paste(page), NUMBERS.diamond.display);
  });
});

describe('Private numbers', { concurrency: 2 }, () => {
  test("No byte of the other lines' numbers reaches a guest who visits the shop and uses the whole hotline", async (t) => {
    const page = await stage.page(t);
    const received = await record(page);
    for (const path of [
      '/',
      '/member',
      '/orders',
      '/login',
      '/static',
      '/csp',
      '/dark',
      '/hostile',
    ]) {
      await page.goto(stage.shop + path);
      await hotlineOn(page).pill.waitFor();
    }
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    const hotline = hotlineOn(page);
    await hotline.openForm();
    await hotline.ask('13800138000');

    const bodies = await received();
    assert.ok(
      bodies.some(
        ({ url, text }) => url.endsWith('/v1/contact') && text.includes(NUMBERS.public.display),
      ),
      "the desk's answers were recorded",
    );
    assert.ok(
      bodies.some(
        ({ url, text }) => url.endsWith('/v1/contact/stream') && text.includes('event: status'),
      ),
      'and what it streams',
    );
    for (const secret of [...PRIVATE.vip, ...PRIVATE.diamond]) {
      assert.deepEqual(
        bodies.filter(({ text }) => digits(text).includes(secret)).map(({ url }) => url),
        [],
        `${secret} was in an answer`,
      );
    }
  });

  test("A VIP member's browser receives nothing of the diamond line", async (t) => {
    const page = await stage.page(t);
    const received = await record(page);
    await stage.signIn(page, 'vip');
    await page.goto(`${stage.shop}/member`);
    await hotlineOn(page).open();
    const bodies = await received();
    assert.ok(bodies.some(({ text }) => digits(text).includes(PRIVATE.vip[0]!)));
    for (const secret of PRIVATE.diamond)
      assert.deepEqual(
        bodies.filter(({ text }) => digits(text).includes(secret)),
        [],
      );
  });

  test('Nothing is kept on the device of a guest who never opened the hotline', async (t) => {
    const page = await stage.page(t);
    await pretend(page, 'open');
    await page.goto(stage.shop);
    await says(hotlineOn(page).pill, NUMBERS.public.display);
    assert.deepEqual(
      await page.evaluate(() => [
        Object.keys(localStorage),
        Object.keys(sessionStorage),
        document.cookie,
      ]),
      [[], [], ''],
    );
  });

  test('A private number is never kept on the device, even while the member uses it', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    const hotline = hotlineOn(page);
    await hotline.openForm();
    await hotline.ask('13800138001');
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    assert.match(kept, /\d{12}/, 'the ticket is kept');
    for (const secret of PRIVATE.diamond) assert.ok(!digits(kept).includes(secret), kept);
    assert.ok(!kept.includes('13800138001'), "nor is the member's phone");
  });

  test('Going back after signing out shows no private number, though the browser restores the page as it was', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    await says(hotlineOn(page).pill, NUMBERS.diamond.display);
    await page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => (document.title = `restored: ${persisted}`)),
    );
    await page.goto(`${stage.shop}/privacy`);
    await stage.signIn(page, 'guest');
    await page.evaluate(() => history.back());
    await page.waitForFunction(() => document.title === 'restored: true');
    assert.ok(!(await hotlineOn(page).widget.innerText()).includes(NUMBERS.diamond.display));
    const { number, panel, open } = hotlineOn(page);
    await open();
    await panel.getByText(NUMBERS.public.label, { exact: true }).waitFor();
    assert.equal(await number.innerText(), NUMBERS.public.display);
  });
});
