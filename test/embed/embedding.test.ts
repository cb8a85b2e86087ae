import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test, type TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { mockStatus } from './support/mock-contact.ts';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { openCustomPage, startServer, scriptTag } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ORDER, ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const desk = () => ({ desk: site.deskOrigin, phone: NUMBERS.public.display });

/**
 * Serves the built files from a folder of another origin, as a CDN does. Resolves to the folder's
 * URL.
 */
const cdn = async (t: TestContext): Promise<string> => {
  const folder = '/libs/hotline-widget@0.1.0/';
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  const origin = await startServer(t, (request, response) => {
    const file = request.url?.startsWith(folder)
      ? request.url.slice(folder.length).replace(/\?.*/, '')
      : '';
    if (!/^[\w.-]+\.js$/.test(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
    });
    return createReadStream(`${dist}/${file}`).pipe(response);
  });
  return origin + folder;
};

/** Collects the URLs that a page requests from now on. */
const requests = (page: Page): string[] => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  return urls;
};

const openToForm = async (page: Page) => {
  const hotline = widgetOn(page);
  await hotline.openForm();
  return hotline;
};

describe('One script tag', { concurrency: 4 }, () => {
  for (const how of ['async', '', 'type="module"']) {
    test(`works as <script ${how}>`, async (t) => {
      const page = await site.page(t);
      await openCustomPage(site, page, {
        head: scriptTag(desk(), { how }),
        body: '<h1>A shop</h1>',
      });
      await openToForm(page);
    });
  }

  for (const how of ['async', 'type="module" crossorigin']) {
    test(`works from a CDN as <script ${how}>, and loads its other files from the same folder`, async (t) => {
      const page = await site.page(t);
      const folder = await cdn(t);
      const urls = requests(page);
      await openCustomPage(site, page, {
        body: scriptTag(desk(), { how, src: `${folder}hotline.js?v=1` }),
      });
      await openToForm(page);
      const scripts = urls.filter((url) => /\.js(\?|$)/.test(url));
      assert.ok(scripts.length > 2);
      assert.deepEqual(
        scripts.filter((url) => !url.startsWith(folder)),
        [],
      );
    });
  }

  test('creates one widget and sends one contact request when it runs twice', async (t) => {
    const page = await site.page(t);
    const urls = requests(page);
    await openCustomPage(site, page, {
      body: scriptTag(desk()) + scriptTag(desk(), { src: '/hotline/hotline.js?again' }),
    });
    await openToForm(page);
    assert.equal(await page.locator('hotline-widget').count(), 1);
    assert.equal(urls.filter((url) => url.endsWith('/v1/contact')).length, 1);
  });

  test("switches the widget to the member's line when it runs again after a sign-in", async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    const { token } = (await (await page.request.get(`${site.shop}/hotline-token`)).json()) as {
      token: string;
    };
    await openCustomPage(site, page, { body: scriptTag(desk()) });
    await widgetOn(page).pill.waitFor();
    await page.evaluate(
      ([address, jwt]) => {
        const again = document.createElement('script');
        Object.assign(again, { src: '/hotline/hotline.js', async: true });
        again.dataset['desk'] = address;
        again.dataset['memberToken'] = jwt;
        again.dataset['phone'] = '400-123-4567';
        document.body.append(again);
      },
      [site.deskOrigin, token] as const,
    );
    await waitForText(widgetOn(page).pill, NUMBERS.diamond.display);
    assert.equal(await page.locator('hotline-widget').count(), 1);
  });

  test('keeps the widget when the shop replaces the body, with the panel open or closed', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    await openCustomPage(site, page, {
      body: scriptTag({ ...desk(), 'member-token-url': '/hotline-token' }),
    });
    const { pill, open, number, button } = widgetOn(page);
    await waitForText(pill, NUMBERS.diamond.display);
    await page.evaluate(() => void (document.body.innerHTML = '<h1>Another page of the shop</h1>'));
    await waitForText(pill, NUMBERS.diamond.display);
    await open();
    await page.evaluate(() =>
      document.body.replaceWith(
        Object.assign(document.createElement('body'), { innerHTML: '<h1>And another</h1>' }),
      ),
    );
    await waitForText(number, NUMBERS.diamond.display);
    await button(ZH.close).click();
    await pill.waitFor();
  });

  test('runs the commands that were queued before it loaded', async (t) => {
    const page = await site.page(t);
    await openCustomPage(site, page, {
      head: `<script>hotline = [['open', 'callback'], (widget) => { document.title = 'got ' + widget.localName }]</script>`,
      body: scriptTag(desk()),
    });
    await widgetOn(page).phone.waitFor();
    await page.waitForFunction(() => document.title === 'got hotline-widget');
  });

  test("lets a button of the shop open the callback form with the page's order", async (t) => {
    const page = await site.page(t);
    await page.goto(`${site.shop}/orders/${ORDER}`);
    await page.getByRole('main').getByRole('button', { name: '请客服回电' }).click();
    const { order } = widgetOn(page);
    await order.waitFor();
    assert.equal(await order.inputValue(), ORDER);
  });

  test("adds one element and two globals to the page, besides the globals of Lit's versions", async (t) => {
    const page = await site.page(t);
    await openCustomPage(site, page, { body: '<h1>A shop</h1>' });
    const globals = await page.evaluate(() => Object.getOwnPropertyNames(window));
    const other = await site.page(t);
    await openCustomPage(site, other, { body: `<h1>A shop</h1>${scriptTag(desk())}` });
    await openToForm(other);
    assert.deepEqual(
      await other.evaluate(
        (known) =>
          Object.getOwnPropertyNames(window).filter(
            (name) => !known.includes(name) && !/^(lit|reactiveElement)/.test(name),
          ),
        globals,
      ),
      ['hotlineContext', 'hotline'],
    );
    assert.deepEqual(
      await other.evaluate(() => [...document.body.children].map(({ localName }) => localName)),
      ['h1', 'script', 'hotline-widget'],
    );
    assert.deepEqual(
      await other.evaluate(() => [
        document.body.style.cssText,
        document.documentElement.style.cssText,
      ]),
      ['', ''],
    );
  });
});

describe('On the demo pages', { concurrency: 4 }, () => {
  test('two panels side by side keep their own source, language and member', async (t) => {
    const page = await site.page(t);
    await page.goto(`${site.shop}/two`);
    const [left, right] = ['客服服务、中文、钻石会员', '配置文件、英文、VIP'].map((name) =>
      page.getByRole('region', { name }),
    ) as [ReturnType<Page['getByRole']>, ReturnType<Page['getByRole']>];
    await waitForText(left.locator('[part=number]'), NUMBERS.diamond.display);
    await waitForText(right.locator('[part=number]'), '400-700-8888');
    await left.getByRole('heading', { name: ZH.checklist }).waitFor();
    await right.getByRole('heading', { name: 'Before you call' }).waitFor();
    await left.getByRole('button', { name: ZH.askCallback }).click();
    await left.getByRole('button', { name: ZH.otherPhone }).waitFor();
    assert.ok(await right.getByRole('heading', { name: 'Before you call' }).isVisible());
  });

  test('the elements of the member centre', async (t) => {
    const page = await site.page(t);
    const urls = requests(page);
    await site.signIn(page, 'vip');
    await page.goto(`${site.shop}/member`);
    const main = page.getByRole('main');
    const { panel, button, open, ticketNumber } = widgetOn(page);

    await t.test('share one contact request and one token request', async () => {
      await waitForText(main.locator('hotline-number [part=number]'), NUMBERS.vip.display);
      await main.getByRole('heading', { name: ZH.checklist }).waitFor();
      await main.getByRole('button', { name: ZH.otherPhone }).waitFor();
      assert.equal(urls.filter((url) => url.endsWith('/hotline-token')).length, 1);
      // Opening the panel starts the status stream, but requests no second contact.
      await open();
      assert.equal(urls.filter((url) => url.endsWith('/v1/contact')).length, 1);
      await button(ZH.close).click();
      await panel.waitFor({ state: 'hidden' });
    });

    await t.test('request a callback, which shows as a ticket there and in the panel', async () => {
      await main.getByRole('button', { name: ZH.otherPhone }).click();
      await main.getByLabel(ZH.phone).fill('13700137001');
      await main
        .getByRole('combobox', { name: ZH.topic })
        .selectOption({ label: ZH.topics.refund });
      await main.getByRole('button', { name: ZH.submit }).click();
      const number = main.locator('hotline-ticket').getByText(/^\d{6}-\d{5}-\d$/);
      await number.waitFor();
      await open();
      await button(ZH.ticketRow).click();
      assert.equal(await ticketNumber(), (await number.innerText()).replace(/\D/g, ''));
    });
  });

  test("static mode resolves the tier's line in the browser, without a desk", async (t) => {
    const page = await site.page(t);
    const urls = requests(page);
    await page.goto(`${site.shop}/static`);
    const { pill, number, open, panel } = widgetOn(page);
    await waitForText(pill, '400-700-8888');
    await open();
    assert.equal(await number.getAttribute('href'), 'tel:4007008888,,0');
    await panel.getByText('VIP 专线', { exact: true }).waitFor();
    assert.equal(
      await panel.getByRole('button', { name: ZH.askCallback }).count(),
      0,
      'static mode has no callback endpoint',
    );
    assert.deepEqual(
      urls.filter((url) => !url.startsWith(site.shop)),
      [],
    );
  });

  test('a strict CSP with Trusted Types reports no violation from the pill to the ticket', async (t) => {
    const { page, complaints } = await site.visitor(t);
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`violated: ${violatedDirective} ${blockedURI}`),
      ),
    );
    await site.signIn(page, 'diamond');
    const answer = await page.goto(`${site.shop}/csp`);
    assert.match(
      answer?.headers()['content-security-policy'] ?? '',
      /require-trusted-types-for 'script'/,
    );
    const hotline = widgetOn(page);
    await hotline.open();
    await hotline.button('用手机扫码拨打').click();
    await hotline.button('收起二维码').waitFor();
    await hotline.button(ZH.care).click();
    await hotline.button(ZH.askCallback).click();
    await hotline.button(ZH.moreToSay).click();
    await hotline.ask('13700137002');
    await hotline.button(ZH.close).click();
    assert.deepEqual(complaints, []);
  });

  test('a strict CSP with Trusted Types lets search engines read the public line, and never a private one', async (t) => {
    const { page, complaints } = await site.visitor(t);
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`violated: ${violatedDirective} ${blockedURI}`),
      ),
    );
    const data = page.locator('head > script[type="application/ld+json"]');
    await page.goto(`${site.shop}/csp`);
    await data.waitFor({ state: 'attached' });
    const { contactPoint } = JSON.parse((await data.textContent()) ?? '') as {
      contactPoint: { telephone: string; hoursAvailable: unknown[] }[];
    };
    const digits = NUMBERS.public.display.replace(/\D/g, '');
    assert.equal(contactPoint[0]?.telephone, `+86${digits}`);
    assert.ok(contactPoint[0]?.hoursAvailable.length);

    await site.signIn(page, 'diamond');
    await page.evaluate(() =>
      document.querySelector<HTMLElement & { refresh(): void }>('hotline-widget')?.refresh(),
    );
    await data.waitFor({ state: 'detached' });
    const loaded = page.waitForResponse(/structured-data/);
    await page.goto(`${site.shop}/csp`);
    await waitForText(widgetOn(page).pill, NUMBERS.diamond.display);
    await loaded;
    await widgetOn(page).open();
    assert.equal(await data.count(), 0);
    assert.deepEqual(complaints, []);
  });

  test('a hostile page', async (t) => {
    /** Size and computed style of each visible text and control of the widget. */
    const look = async (page: Page) => {
      // What the pointer is on looks different.
      await page.mouse.move(0, 0);
      return page.evaluate(() => {
        const elements: HTMLElement[] = [document.querySelector('hotline-widget')!];
        // The list grows during the loop.
        for (const element of elements)
          elements.push(
            ...(element.shadowRoot ?? element).querySelectorAll<HTMLElement>(
              element.shadowRoot ? '*' : ':not(*)',
            ),
          );
        return elements
          .filter(
            (element) =>
              element.matches('button,a,input,select,textarea,h2,h3,p,b,span,svg,dialog,summary') &&
              element.getClientRects().length,
          )
          .map((element) => {
            const style = getComputedStyle(element);
            const { width, height } = element.getBoundingClientRect();
            return [
              element.localName,
              element.id || element.textContent?.trim().slice(0, 20),
              Math.round(width),
              Math.round(height),
              ...(
                [
                  'fontSize',
                  'fontStyle',
                  'fontFamily',
                  'lineHeight',
                  'letterSpacing',
                  'textTransform',
                  'textAlign',
                  'textIndent',
                  'textShadow',
                  'wordBreak',
                  'direction',
                  'visibility',
                  'cursor',
                  'color',
                  'display',
                  'filter',
                ] as const
              ).map((name) => `${name}: ${style[name]}`),
            ].join(' | ');
          });
      });
    };
    const onTop = async (page: Page, element: Locator) => {
      const box = (await element.boundingBox())!;
      return page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.localName, [
        box.x + box.width - 30,
        box.y + box.height / 2,
      ] as const);
    };
    const visits = await Promise.all(
      ['/', '/hostile'].map(async (path) => {
        const page = await site.page(t);
        await mockStatus(page, 'open');
        await page.goto(site.shop + path);
        const hotline = widgetOn(page);
        const { pill, panel, open, button, phone } = hotline;
        await waitForText(pill, ZH.open);
        const pillLook = await look(page);
        const above = [await onTop(page, pill)];
        await open();
        above.push(await onTop(page, panel));
        const home = await look(page);
        await button(ZH.askCallback).click();
        await phone.waitFor();
        return {
          hotline,
          above,
          looks: { pillLook, home, form: await look(page) },
          widgets: await page.locator('hotline-widget').count(),
        };
      }),
    );
    const [ordinary, hostile] = visits;
    assert.ok(ordinary && hostile);

    await t.test('has one widget, with every text, button and field as elsewhere', () => {
      assert.equal(hostile.widgets, 1);
      assert.deepEqual(hostile.looks, ordinary.looks);
      assert.ok(ordinary.looks.home.length > 20);
    });

    await t.test('has the pill and the panel above everything else', () => {
      assert.deepEqual(hostile.above, ['hotline-widget', 'hotline-widget']);
    });

    await t.test('with patched natives sends the callback as it was typed', async () => {
      const number = await hostile.hotline.ask('13700137003', ZH.topics.refund);
      const row = (await site.desk.tickets()).find((ticket) => ticket.number === number);
      assert.deepEqual([row?.phone, row?.topic], ['137****7003', 'refund']);
    });
  });

  test('a dark page has a dark pill and a dark panel', async (t) => {
    const page = await site.page(t);
    await page.goto(`${site.shop}/dark`);
    const { pill, panel, open } = widgetOn(page);
    const brightness = (element: typeof pill) =>
      element.evaluate((node) =>
        Math.max(
          ...(getComputedStyle(node).backgroundColor.match(/[\d.]+/g) ?? [])
            .slice(0, 3)
            .map(Number),
        ),
      );
    await pill.waitFor();
    assert.ok((await brightness(pill)) < 80);
    await open();
    assert.ok((await brightness(panel)) < 80);
  });

  test('a product page on a phone has its pay button clear of the pill', async (t) => {
    const page = await site.page(t, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await mockStatus(page, 'open');
    await page.goto(`${site.shop}/buy/genshin-6480`);
    const { pill } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    const pay = page.getByRole('button', { name: /购买|支付|下单|付款/ }).first();
    const bar = await pay.boundingBox();
    assert.ok(bar);
    await pill.evaluate(async (element, top) => {
      while (element.getBoundingClientRect().bottom > top)
        await new Promise((resolve) => requestAnimationFrame(resolve));
    }, bar.y);
  });
});

describe('A sandboxed frame, where storage throws', () => {
  /** A sandboxed frame with the widget in it. Its origin is opaque. */
  const frameWith = (body: string) =>
    `<iframe title="shop" sandbox="allow-scripts" width="500" height="800" srcdoc="${body.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;

  test('shows the number, and opens the panel', async (t) => {
    const page = await site.page(t);
    const contact = await (await page.request.get(`${site.deskOrigin}/v1/contact`)).text();
    const open = await startServer(t, (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(contact),
    );
    await openCustomPage(site, page, {
      body: frameWith(scriptTag({ desk: open }, { src: `${site.shop}/hotline/hotline.js` })),
    });
    const frame = page.frameLocator('iframe');
    await frame.locator('hotline-widget [part=launcher]').click();
    await waitForText(frame.getByRole('dialog').locator('[part=number]'), NUMBERS.public.display);
    await frame.getByRole('heading', { name: ZH.checklist }).waitFor();
  });

  test('shows the fallback number when the desk refuses opaque origins', async (t) => {
    const page = await site.page(t);
    await openCustomPage(site, page, {
      body: frameWith(
        scriptTag(
          { desk: site.deskOrigin, phone: '400-555-0199' },
          { src: `${site.shop}/hotline/hotline.js` },
        ),
      ),
    });
    const frame = page.frameLocator('iframe');
    await waitForText(frame.locator('hotline-widget [part=launcher]'), '400-555-0199');
  });
});
