import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ORDER, ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => void (site = await TestSite.open()));
after(() => site.close());

/** Opens the callback form as a guest and fills it in. */
const atTheForm = async (page: Page, phone: string) => {
  await page.goto(`${site.shop}/orders/${ORDER}`);
  const hotline = widgetOn(page);
  await hotline.openForm();
  await hotline.fill(phone);
  await hotline.panel.getByText(ZH.addDetails).click();
  await hotline.note.fill('充了一小时还没有到');
  return hotline;
};

const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** The tickets of this phone number in the desk's database. */
const queued = async (phone: string) =>
  (await site.desk.tickets()).filter((ticket) => ticket.phone === masked(phone));

// One after the other, because they kill the desk that they share.
describe('A desk that is killed', () => {
  test('still has its tickets when it starts again on the same database', async (t) => {
    const page = await site.page(t);
    const { submit, ticketNumber } = await atTheForm(page, '13900139001');
    await submit.click();
    const number = await ticketNumber();

    await site.desk.end('SIGKILL');
    await page.reload();
    const down = widgetOn(page);
    await down.open();
    await waitForText(down.button(ZH.ticketRow), /\d{6}-\d{5}-\d/);
    await waitForText(down.number, NUMBERS.public.display);

    await site.desk.start();
    await page.reload();
    const up = widgetOn(page);
    await up.open();
    await up.button(ZH.ticketRow).click();
    await up.panel.getByText(ZH.passphrase).waitFor();
    assert.equal(await up.ticketNumber(), number);
    assert.equal((await queued('13900139001'))[0]?.number, number);
  });

  test('after it stored a callback, but before it answered, leaves the form filled in, and another try makes no second ticket, even with other words', async (t) => {
    const page = await site.page(t);
    const phone = '13900139002';
    const hotline = await atTheForm(page, phone);
    const keys: (string | undefined)[] = [];
    await page.route('**/v1/callbacks', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      await site.desk.end('SIGKILL');
      return route.abort('connectionreset');
    });
    await hotline.submit.click();
    await hotline.panel.getByText(ZH.notKnown).waitFor();
    assert.equal(await hotline.phone.inputValue(), phone);
    assert.equal(await hotline.note.inputValue(), '充了一小时还没有到');
    const [stored] = await queued(phone);
    assert.ok(stored, 'the desk stored it before it was killed');

    await hotline.note.fill('充了两小时还没有到');
    await site.desk.start();
    await hotline.submit.click();
    await hotline.panel.getByText(ZH.earlier).waitFor();
    assert.equal(await hotline.ticketNumber(), stored.number);
    assert.deepEqual(
      (await queued(phone)).map((ticket) => ticket.number),
      [stored.number],
    );
    assert.ok(keys[0]);
    assert.equal(new Set(keys).size, 1, 'each attempt has the same idempotency key');
  });

  test("and starts again within seconds receives the callback once, without the member's help", async (t) => {
    const page = await site.page(t);
    const phone = '13900139003';
    const hotline = await atTheForm(page, phone);
    let sent = 0;
    await page.route('**/v1/callbacks', async (route) => {
      if (sent++) return route.continue();
      await route.fetch();
      await site.desk.end('SIGKILL');
      await site.desk.start();
      return route.abort('connectionreset');
    });
    await hotline.submit.click();
    const number = await hotline.ticketNumber();
    assert.deepEqual(
      (await queued(phone)).map((ticket) => ticket.number),
      [number],
    );
    assert.ok(sent > 1);
  });

  test("is replaced by the fallback number, until the member's line shows again", async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    await site.desk.end('SIGKILL');
    await page.goto(site.shop);
    const { pill, panel, number, button } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    await pill.click();
    await panel.getByText(ZH.unreachable).waitFor();
    assert.equal(await number.innerText(), NUMBERS.public.display);
    await site.desk.start();
    await button(ZH.retry).click();
    await waitForText(number, NUMBERS.diamond.display);
  });

  test('changes nothing that is already on the screen', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    await page.goto(site.shop);
    const { open, number, widget } = widgetOn(page);
    await open();
    await site.desk.end('SIGKILL');
    await widget.evaluate((element) =>
      (element as HTMLElement & { refresh(): Promise<void> }).refresh(),
    );
    assert.equal(await number.innerText(), NUMBERS.diamond.display);
    await site.desk.start();
  });
});

describe('A member whose answers get lost', () => {
  test('gets one ticket in two tabs and after a reload', async (t) => {
    const page = await site.page(t);
    const phone = '13900139006';
    const hotline = await atTheForm(page, phone);
    await page.route('**/v1/callbacks', async (route) => {
      await route.fetch();
      return route.abort('connectionreset');
    });
    await hotline.submit.click();
    await hotline.panel.getByText(ZH.notKnown).waitFor();
    const [stored] = await queued(phone);

    await page.reload();
    await hotline.open();
    await hotline.button(ZH.unsure).click();
    await hotline.panel.getByText(ZH.notKnown).waitFor();

    const tab = await page.context().newPage();
    const other = widgetOn(tab);
    // The form is there before an answer to its question.
    await tab.route('**/v1/callbacks', (route) => route.abort());
    await tab.goto(site.shop);
    await other.openForm();
    await other.panel.getByText(ZH.notKnown).waitFor();
    await other.fill(phone, ZH.topics.refund);
    await tab.unrouteAll({ behavior: 'ignoreErrors' });
    await other.submit.click();
    await other.panel.getByText(ZH.earlier).waitFor();
    assert.equal(await other.ticketNumber(), stored?.number);
    await hotline.panel.getByText(ZH.received).waitFor();
    assert.equal((await queued(phone)).length, 1);
  });
});

describe('A member who goes offline', () => {
  test('is told so, keeps what they typed, and the callback is sent once when they are back online, unless they no longer agree', async (t) => {
    const page = await site.page(t);
    const phone = '13900139005';
    const hotline = await atTheForm(page, phone);
    const posts: string[] = [];
    page.on(
      'requestfinished',
      (request) =>
        request.method() === 'POST' &&
        request.url().endsWith('/v1/callbacks') &&
        posts.push(request.url()),
    );
    await page.context().setOffline(true);
    await hotline.submit.click();
    await hotline.panel.getByText(ZH.offline).waitFor();
    assert.equal(await hotline.phone.inputValue(), phone);
    await hotline.button(ZH.withdraw).click();
    await hotline.panel.getByText(ZH.offline).waitFor({ state: 'hidden' });
    await page.context().setOffline(false);

    await page.context().setOffline(true);
    await hotline.submit.click();
    await hotline.panel.getByText(ZH.offline).waitFor();
    await page.context().setOffline(false);
    const number = await hotline.ticketNumber();
    assert.deepEqual(
      (await queued(phone)).map((ticket) => ticket.number),
      [number],
    );
    assert.equal(posts.length, 1);
  });
});

describe('A member who closes the tab before the request is through', () => {
  /** Another page of the shop, whose panel nobody opens. */
  const nextPage = async (page: Page): Promise<Page> => {
    const context = page.context();
    // Playwright's pages are shared, so it is left instead of closed.
    await page.goto('about:blank');
    const next = await context.newPage();
    await context.setOffline(false);
    await next.goto(site.shop);
    return next;
  };

  test('has one ticket after the next page of the shop, without a network before', async (t) => {
    const page = await site.page(t);
    const phone = '13900139011';
    const hotline = await atTheForm(page, phone);
    await page.context().setOffline(true);
    await hotline.submit.click();
    await hotline.panel.getByText(ZH.kept).waitFor();
    const next = await nextPage(page);
    await waitForText(widgetOn(next).pill, ZH.submitted);
    assert.equal((await queued(phone)).length, 1);
    assert.equal(
      await next.evaluate(() => Object.keys(localStorage).join().includes('attempt')),
      false,
      'nothing is left to send',
    );
  });

  test('has one ticket after a captive portal has answered with its own page', async (t) => {
    const page = await site.page(t);
    const phone = '13900139012';
    const hotline = await atTheForm(page, phone);
    await page.route('**/v1/callbacks', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>WLAN</title>', status: 200 }),
    );
    await hotline.submit.click();
    await hotline.panel.getByText(ZH.notKnown).waitFor();
    assert.equal((await queued(phone)).length, 0);
    const next = await nextPage(page);
    await waitForText(widgetOn(next).pill, ZH.submitted);
    assert.equal((await queued(phone)).length, 1);
  });
});
