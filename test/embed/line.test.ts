import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { mockStatus } from './support/mock-contact.ts';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { pasteClipboard, reserveClipboard } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ORDER, PRIVATE_NUMBERS, ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const digits = (text: string) => text.replace(/[\s-]/g, '');

/**
 * Records the body of every response from now on. A stream is recorded as far as it has come; the
 * returned function waits for its first data.
 */
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
    // Its body would be complete only when the stream ends.
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

describe('The number that shows', { concurrency: 4 }, () => {
  test("is the public line's for a guest", async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await page.goto(site.shop);
    const { pill, number, open } = widgetOn(page);

    await t.test('on the pill', async () => {
      await waitForText(pill, `${NUMBERS.public.label} · ${ZH.open}`);
      await waitForText(pill, NUMBERS.public.display);
    });

    await t.test('while nothing is stored on the device before the panel opens', async () => {
      assert.deepEqual(
        await page.evaluate(() => [
          Object.keys(localStorage),
          Object.keys(sessionStorage),
          document.cookie,
        ]),
        [[], [], ''],
      );
    });

    await t.test('in the panel, with the menu keys that lead to a person', async () => {
      await open();
      assert.equal(await number.innerText(), NUMBERS.public.display);
      assert.equal(await number.getAttribute('href'), NUMBERS.public.dial);
    });
  });

  test("is the VIP line's for a VIP member", async (t) => {
    const page = await site.page(t);
    const received = await record(page);
    await page.goto(`${site.shop}/login`);
    await page.getByRole('button', { name: /周女士/ }).click();
    await page.waitForURL('**/member');
    const { panel, number, open } = widgetOn(page);
    await open();

    await t.test('who is greeted by name', async () => {
      assert.equal(await number.innerText(), NUMBERS.vip.display);
      assert.equal(await number.getAttribute('href'), NUMBERS.vip.dial);
      await panel.getByRole('heading', { name: /周女士，您好/ }).waitFor();
      await panel.getByText('VIP 会员', { exact: true }).waitFor();
    });

    await t.test("while the diamond line's is in no response", async () => {
      const bodies = await received();
      assert.ok(bodies.some(({ text }) => digits(text).includes(PRIVATE_NUMBERS.vip[0]!)));
      for (const secret of PRIVATE_NUMBERS.diamond)
        assert.deepEqual(
          bodies.filter(({ text }) => digits(text).includes(secret)),
          [],
        );
    });
  });

  test("is the diamond line's for a diamond member", async (t) => {
    await reserveClipboard(t);
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    await page.goto(site.shop);
    const { pill, panel, button, number, open } = widgetOn(page);

    await t.test('on the pill, with the promised answering time', async () => {
      await waitForText(pill, NUMBERS.diamond.display);
      assert.match(await pill.innerText(), new RegExp(`${NUMBERS.diamond.label} · 正在接听`));
    });

    await t.test('in the panel', async () => {
      await open();
      assert.equal(await number.innerText(), NUMBERS.diamond.display);
      assert.equal(await number.getAttribute('href'), NUMBERS.diamond.dial);
    });

    await t.test('and is copied as it is displayed', async () => {
      await button(ZH.copyNumber).click();
      await panel.getByText(ZH.copied).waitFor();
      assert.equal(await pasteClipboard(page), NUMBERS.diamond.display);
    });

    await t.test("until the member signs out: then it is the public line's again", async () => {
      await button(ZH.close).click();
      await page.getByRole('button', { name: '退出' }).click();
      await page.getByRole('link', { name: /登录/ }).waitFor();
      await open();
      assert.equal(await number.innerText(), NUMBERS.public.display);
    });
  });

  test("is the members' line's for an ordinary member", async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'normal');
    await page.goto(site.shop);
    const { panel, number, open } = widgetOn(page);
    await open();
    await panel.getByText(NUMBERS.member.label, { exact: true }).waitFor();
    assert.equal(await number.innerText(), NUMBERS.member.display);
  });

  test('stays in the panel while the line is closed, when the pill offers a callback and says when the line opens', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'closed');
    await page.goto(site.shop);
    const { pill, number, panel, open } = widgetOn(page);
    await waitForText(pill, ZH.bookOnPill);
    assert.match(await pill.innerText(), ZH.opens);
    await open();
    assert.equal(await number.innerText(), NUMBERS.public.display);
    await panel.getByText(ZH.closed, { exact: true }).waitFor();
  });
});

describe('Private numbers', { concurrency: 2 }, () => {
  test('are in no response to a guest who visits the shop and uses the whole widget', async (t) => {
    const page = await site.page(t);
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
      await page.goto(site.shop + path);
      await widgetOn(page).pill.waitFor();
    }
    await page.goto(`${site.shop}/orders/${ORDER}`);
    const hotline = widgetOn(page);
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
    for (const secret of [...PRIVATE_NUMBERS.vip, ...PRIVATE_NUMBERS.diamond]) {
      assert.deepEqual(
        bodies.filter(({ text }) => digits(text).includes(secret)).map(({ url }) => url),
        [],
        `${secret} was in an answer`,
      );
    }
  });

  test('are never stored on the device, even while the member uses them', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    await page.goto(`${site.shop}/orders/${ORDER}`);
    const hotline = widgetOn(page);
    await hotline.openForm();
    await hotline.ask('13800138001');
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    assert.match(kept, /\d{12}/, 'the ticket is kept');
    for (const secret of PRIVATE_NUMBERS.diamond) assert.ok(!digits(kept).includes(secret), kept);
    assert.ok(!kept.includes('13800138001'), "nor is the member's phone");
  });

  test('are not shown when a member signs out and goes back, though the browser restores the page', async (t) => {
    const page = await site.page(t, { backForwardCache: true });
    await site.signIn(page, 'diamond');
    await page.goto(site.shop);
    await waitForText(widgetOn(page).pill, NUMBERS.diamond.display);
    await page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => (document.title = `restored: ${persisted}`)),
    );
    await page.goto(`${site.shop}/privacy`);
    await site.signIn(page, 'guest');
    await page.evaluate(() => history.back());
    await page.waitForFunction(() => document.title === 'restored: true');
    assert.ok(!(await widgetOn(page).widget.innerText()).includes(NUMBERS.diamond.display));
    const { number, panel, open } = widgetOn(page);
    await open();
    await panel.getByText(NUMBERS.public.label, { exact: true }).waitFor();
    assert.equal(await number.innerText(), NUMBERS.public.display);
  });
});
