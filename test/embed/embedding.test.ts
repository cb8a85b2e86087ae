import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { pretend } from './support/contact.ts';
import { hotlineOn, says } from './support/hotline.ts';
import { goToOwnPage, serve, tag } from './support/own-page.ts';
import { Stage } from './support/stage.ts';
import { NUMBERS, ORDER, ZH } from './support/words.ts';

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

const desk = () => ({ desk: stage.deskOrigin, phone: NUMBERS.public.display });

/** The built files in a folder of another origin, as on a CDN. Returns the address of the folder. */
const cdn = async (t: TestContext): Promise<string> => {
  const folder = '/libs/hotline-widget@0.1.0/';
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  const origin = await serve(t, (request, response) => {
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

/** The addresses that a page requests from now on. */
const requests = (page: Page): string[] => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  return urls;
};

const openToForm = async (page: Page) => {
  const hotline = hotlineOn(page);
  await hotline.openForm();
  return hotline;
};

describe('One script tag', { concurrency: 4 }, () => {
  for (const how of ['async', '', 'type="module"']) {
    test(`Works written as <script ${how}>`, async (t) => {
      const page = await stage.page(t);
      await goToOwnPage(stage, page, { head: tag(desk(), { how }), body: '<h1>A shop</h1>' });
      await openToForm(page);
    });
  }

  for (const how of ['async', 'type="module" crossorigin']) {
    test(`Works from the folder of a CDN, written as <script ${how}>: all else comes from the same folder`, async (t) => {
      const page = await stage.page(t);
      const folder = await cdn(t);
      const urls = requests(page);
      await goToOwnPage(stage, page, {
        body: tag(desk(), { how, src: `${folder}hotline.js?v=1` }),
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

  test('Run twice, it makes one widget and asks for the number once', async (t) => {
    const page = await stage.page(t);
    const urls = requests(page);
    await goToOwnPage(stage, page, {
      body: tag(desk()) + tag(desk(), { src: '/hotline/hotline.js?again' }),
    });
    await openToForm(page);
    assert.equal(await page.locator('hotline-widget').count(), 1);
    assert.equal(urls.filter((url) => url.endsWith('/v1/contact')).length, 1);
  });

  test("Run again by a shop whose member has signed in meanwhile, the same widget shows the member's line", async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    const { token } = (await (await page.request.get(`${stage.shop}/hotline-token`)).json()) as {
      token: string;
    };
    await goToOwnPage(stage, page, { body: tag(desk()) });
    await hotlineOn(page).pill.waitFor();
    await page.evaluate(
      ([address, jwt]) => {
        const again = document.createElement('script');
        Object.assign(again, { src: '/hotline/hotline.js', async: true });
        again.dataset['desk'] = address;
        again.dataset['memberToken'] = jwt;
        again.dataset['phone'] = '400-123-4567';
        document.body.append(again);
      },
      [stage.deskOrigin, token] as const,
    );
    await says(hotlineOn(page).pill, NUMBERS.diamond.display);
    assert.equal(await page.locator('hotline-widget').count(), 1);
  });

  test('Survives that the shop swaps the whole body, with the panel open or closed', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await goToOwnPage(stage, page, {
      body: tag({ ...desk(), 'member-token-url': '/hotline-token' }),
    });
    const { pill, open, number, button } = hotlineOn(page);
    await says(pill, NUMBERS.diamond.display);
    await page.evaluate(() => void (document.body.innerHTML = '<h1>Another page of the shop</h1>'));
    await says(pill, NUMBERS.diamond.display);
    await open();
    await page.evaluate(() =>
      document.body.replaceWith(
        Object.assign(document.createElement('body'), { innerHTML: '<h1>And another</h1>' }),
      ),
    );
    await says(number, NUMBERS.diamond.display);
    await button(ZH.close).click();
    await pill.waitFor();
  });

  test('Commands given before the script has arrived are carried out', async (t) => {
    const page = await stage.page(t);
    await goToOwnPage(stage, page, {
      head: `<script>hotline = [['open', 'callback'], (widget) => { document.title = 'got ' + widget.localName }]</script>`,
      body: tag(desk()),
    });
    await hotlineOn(page).phone.waitFor();
    await page.waitForFunction(() => document.title === 'got hotline-widget');
  });

  test('A button of the shop opens the form, on the page of an order', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    await page.getByRole('main').getByRole('button', { name: '请客服打给我' }).click();
    const { order } = hotlineOn(page);
    await order.waitFor();
    assert.equal(await order.inputValue(), ORDER);
  });

  test("Sets nothing on the page but its own element and one global, apart from Lit's versions", async (t) => {
    const page = await stage.page(t);
    await goToOwnPage(stage, page, { body: '<h1>A shop</h1>' });
    const globals = await page.evaluate(() => Object.getOwnPropertyNames(window));
    const other = await stage.page(t);
    await goToOwnPage(stage, other, { body: `<h1>A shop</h1>${tag(desk())}` });
    await openToForm(other);
    assert.deepEqual(
      await other.evaluate(
        (known) =>
          Object.getOwnPropertyNames(window).filter(
            (name) => !known.includes(name) && !/^(lit|reactiveElement)/.test(name),
          ),
        globals,
      ),
      ['hotline'],
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

describe('Pages of the demo', { concurrency: 4 }, () => {
  test('Two panels side by side keep to their own source, language and member', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/two`);
    const [left, right] = ['客服服务、中文、钻石会员', '配置文件、英文、VIP'].map((name) =>
      page.getByRole('region', { name }),
    ) as [ReturnType<Page['getByRole']>, ReturnType<Page['getByRole']>];
    await says(left.locator('[part=number]'), NUMBERS.diamond.display);
    await says(right.locator('[part=number]'), '400-700-8888');
    await left.getByRole('heading', { name: ZH.checklist }).waitFor();
    await right.getByRole('heading', { name: 'Before you call' }).waitFor();
    await left.getByRole('button', { name: ZH.askCallback }).click();
    await left.getByLabel(ZH.phone).waitFor();
    assert.ok(await right.getByRole('heading', { name: 'Before you call' }).isVisible());
  });

  test('The elements of the member centre share one request for the number, and one for the token', async (t) => {
    const page = await stage.page(t);
    const urls = requests(page);
    await stage.signIn(page, 'vip');
    await page.goto(`${stage.shop}/member`);
    const main = page.getByRole('main');
    await says(main.locator('hotline-number [part=number]'), NUMBERS.vip.display);
    await main.getByRole('heading', { name: ZH.checklist }).waitFor();
    await main.getByLabel(ZH.phone).waitFor();
    assert.equal(urls.filter((url) => url.endsWith('/hotline-token')).length, 1);
    // The panel follows the line's status, and shows its token for that; the number it has already.
    await hotlineOn(page).open();
    assert.equal(urls.filter((url) => url.endsWith('/v1/contact')).length, 1);
  });

  test('A callback asked for in the member centre shows as a ticket in the page and in the panel', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'vip');
    await page.goto(`${stage.shop}/member`);
    const main = page.getByRole('main');
    await main.getByLabel(ZH.phone).fill('13700137001');
    await main.getByRole('combobox', { name: ZH.topic }).selectOption({ label: ZH.topics.refund });
    await main.getByRole('checkbox', { name: ZH.consent }).check();
    await main.getByRole('button', { name: ZH.submit }).click();
    const number = main.locator('hotline-ticket').getByText(/^\d{6}-\d{5}-\d$/);
    await number.waitFor();
    const { pill, panel, button, ticketNumber } = hotlineOn(page);
    await pill.click();
    await panel.waitFor();
    await button(ZH.ticketRow).click();
    assert.equal(await ticketNumber(), (await number.innerText()).replace(/\D/g, ''));
  });

  test('Static mode works without any desk: the browser finds the line of the tier', async (t) => {
    const page = await stage.page(t);
    const urls = requests(page);
    await page.goto(`${stage.shop}/static`);
    const { pill, number, open, panel } = hotlineOn(page);
    await says(pill, '400-700-8888');
    await open();
    assert.equal(await number.getAttribute('href'), 'tel:4007008888,,0');
    await panel.getByText('VIP 专线', { exact: true }).waitFor();
    assert.equal(
      await panel.getByRole('button', { name: ZH.askCallback }).count(),
      0,
      'nobody would take the callback',
    );
    assert.deepEqual(
      urls.filter((url) => !url.startsWith(stage.shop)),
      [],
    );
  });

  test('Under a strict policy with Trusted Types everything works, and nothing is reported', async (t) => {
    const { page, complaints } = await stage.visitor(t);
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`violated: ${violatedDirective} ${blockedURI}`),
      ),
    );
    await stage.signIn(page, 'diamond');
    const answer = await page.goto(`${stage.shop}/csp`);
    assert.match(
      answer?.headers()['content-security-policy'] ?? '',
      /require-trusted-types-for 'script'/,
    );
    const hotline = hotlineOn(page);
    await hotline.open();
    await hotline.button('用手机扫码拨打').click();
    await hotline.button('收起二维码').waitFor();
    await hotline.button(ZH.care).click();
    await hotline.button(ZH.askCallback).click();
    await hotline.ask('13700137002');
    await hotline.button(ZH.close).click();
    assert.deepEqual(complaints, []);
  });

  test('On a hostile page there is one widget, and every text, button and field looks as on any other page', async (t) => {
    /** What a member sees of each text and control of the widget: size, place within the panel, and how it is set. */
    const look = (page: Page) =>
      page.evaluate(() => {
        const elements: HTMLElement[] = [document.querySelector('hotline-widget')!];
        // Grows while it is walked.
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
    const looks = await Promise.all(
      ['/', '/hostile'].map(async (path) => {
        const page = await stage.page(t);
        await pretend(page, 'open');
        await page.goto(stage.shop + path);
        const { pill, open, button, phone } = hotlineOn(page);
        await says(pill, ZH.open);
        const pillLook = await look(page);
        await open();
        const home = await look(page);
        await button(ZH.askCallback).click();
        await phone.waitFor();
        return {
          pillLook,
          home,
          form: await look(page),
          widgets: await page.locator('hotline-widget').count(),
        };
      }),
    );
    assert.equal(looks[1]?.widgets, 1);
    assert.deepEqual(looks[1], looks[0]);
    assert.ok((looks[0]?.home.length ?? 0) > 20);
  });

  test('On a hostile page that patched natives a callback is stored as it was written', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/hostile`);
    const hotline = hotlineOn(page);
    await hotline.openForm();
    const number = await hotline.ask('13700137003', ZH.topics.refund);
    const row = (await stage.desk.tickets()).find((ticket) => ticket.number === number);
    assert.deepEqual([row?.phone, row?.topic], ['137****7003', 'refund']);
  });

  test('On a hostile page the pill and the panel lie above everything else', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/hostile`);
    const { pill, panel, open } = hotlineOn(page);
    await pill.waitFor();
    const onTop = async (element: typeof pill) => {
      const box = (await element.boundingBox())!;
      return page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.localName, [
        box.x + box.width - 30,
        box.y + box.height / 2,
      ] as const);
    };
    assert.equal(await onTop(pill), 'hotline-widget');
    await open();
    assert.equal(await onTop(panel), 'hotline-widget');
  });

  test('On a dark page the pill and the panel are dark', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/dark`);
    const { pill, panel, open } = hotlineOn(page);
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

  test('On the page of a product the pill does not cover the bar with the pay button, on a phone', async (t) => {
    const page = await stage.page(t, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await pretend(page, 'open');
    await page.goto(`${stage.shop}/buy/genshin-6480`);
    const { pill } = hotlineOn(page);
    await says(pill, NUMBERS.public.display);
    const pay = page.getByRole('button', { name: /购买|支付|下单|付款/ }).first();
    const [bar, box] = await Promise.all([pay.boundingBox(), pill.boundingBox()]);
    assert.ok(bar && box);
    assert.ok(
      box.y + box.height <= bar.y || box.x >= bar.x + bar.width,
      JSON.stringify({ bar, box }),
    );
  });
});

describe('A sandboxed frame, where storage throws', () => {
  /** A frame of an opaque origin that holds the widget. */
  const frameWith = (body: string) =>
    `<iframe title="shop" sandbox="allow-scripts" width="500" height="800" srcdoc="${body.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;

  test('Still shows the number, and the panel opens', async (t) => {
    const page = await stage.page(t);
    const contact = await (await page.request.get(`${stage.deskOrigin}/v1/contact`)).text();
    const open = await serve(t, (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(contact),
    );
    await goToOwnPage(stage, page, {
      body: frameWith(tag({ desk: open }, { src: `${stage.shop}/hotline/hotline.js` })),
    });
    const frame = page.frameLocator('iframe');
    await frame.locator('hotline-widget [part=launcher]').click();
    await says(frame.getByRole('dialog').locator('[part=number]'), NUMBERS.public.display);
    await frame.getByRole('heading', { name: ZH.checklist }).waitFor();
  });

  test('Shows the fallback number where the desk lets no such origin in', async (t) => {
    const page = await stage.page(t);
    await goToOwnPage(stage, page, {
      body: frameWith(
        tag(
          { desk: stage.deskOrigin, phone: '400-555-0199' },
          { src: `${stage.shop}/hotline/hotline.js` },
        ),
      ),
    });
    const frame = page.frameLocator('iframe');
    await says(frame.locator('hotline-widget [part=launcher]'), '400-555-0199');
  });
});
