import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { hotlineOn, says } from './support/hotline.ts';
import { Stage } from './support/stage.ts';
import { NUMBERS, ORDER, ZH } from './support/words.ts';

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

/** A guest at the form, everything filled in. */
const atTheForm = async (page: Page, phone: string) => {
  await page.goto(`${stage.shop}/orders/${ORDER}`);
  const hotline = hotlineOn(page);
  await hotline.openForm();
  await hotline.fill(phone);
  await hotline.note.fill('充了一小时还没有到');
  return hotline;
};

const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** Of this phone, in the desk's database. */
const queued = async (phone: string) =>
  (await stage.desk.tickets()).filter((ticket) => ticket.phone === masked(phone));

// One after the other: they kill the desk that they share.
describe('A desk that is killed', () => {
  test('Knows its tickets when it is started again on the same database', async (t) => {
    const page = await stage.page(t);
    const { submit, ticketNumber } = await atTheForm(page, '13900139001');
    await submit.click();
    const number = await ticketNumber();

    await stage.desk.end('SIGKILL');
    await page.reload();
    const down = hotlineOn(page);
    await down.open();
    await says(down.button(ZH.ticketRow), /\d{6}-\d{5}-\d/);
    await says(down.number, NUMBERS.public.display);

    await stage.desk.start();
    await page.reload();
    const up = hotlineOn(page);
    await up.open();
    await up.button(ZH.ticketRow).click();
    await up.panel.getByText(ZH.passphrase).waitFor();
    assert.equal(await up.ticketNumber(), number);
    assert.equal((await queued('13900139001'))[0]?.number, number);
  });

  test('After it has stored the callback, but before it answered: the member keeps what they wrote, tries again, and has one ticket', async (t) => {
    const page = await stage.page(t);
    const phone = '13900139002';
    const hotline = await atTheForm(page, phone);
    const keys: (string | undefined)[] = [];
    await page.route('**/v1/callbacks', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      await stage.desk.end('SIGKILL');
      return route.abort('connectionreset');
    });
    await hotline.submit.click();
    await hotline.panel.getByText(ZH.notSent).waitFor();
    assert.equal(await hotline.phone.inputValue(), phone);
    assert.equal(await hotline.note.inputValue(), '充了一小时还没有到');
    assert.ok(await hotline.consent.isChecked());
    assert.equal((await queued(phone)).length, 1, 'the desk had stored it');

    await stage.desk.start();
    await hotline.submit.click();
    const number = await hotline.ticketNumber();
    assert.deepEqual(
      (await queued(phone)).map((ticket) => ticket.number),
      [number],
    );
    assert.ok(keys[0]);
    assert.equal(new Set(keys).size, 1, 'it was the same callback each time');
  });

  test("And is back within seconds: the callback is delivered without the member's doing, once", async (t) => {
    const page = await stage.page(t);
    const phone = '13900139003';
    const hotline = await atTheForm(page, phone);
    let sent = 0;
    await page.route('**/v1/callbacks', async (route) => {
      if (sent++) return route.continue();
      await route.fetch();
      await stage.desk.end('SIGKILL');
      await stage.desk.start();
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

  test("Shows the fallback number meanwhile, and the member's own line as soon as it is back", async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await stage.desk.end('SIGKILL');
    await page.goto(stage.shop);
    const { pill, panel, number, button } = hotlineOn(page);
    await says(pill, NUMBERS.public.display);
    await pill.click();
    await panel.getByText(ZH.unreachable).waitFor();
    assert.equal(await number.innerText(), NUMBERS.public.display);
    await stage.desk.start();
    await button(ZH.retry).click();
    await says(number, NUMBERS.diamond.display);
  });

  test('Costs nothing that is already on the screen', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    const { open, number, widget } = hotlineOn(page);
    await open();
    await stage.desk.end('SIGKILL');
    await widget.evaluate((element) =>
      (element as HTMLElement & { refresh(): Promise<void> }).refresh(),
    );
    assert.equal(await number.innerText(), NUMBERS.diamond.display);
    await stage.desk.start();
  });
});

describe('A member who goes offline', () => {
  test('Is told, keeps what they wrote, and the callback is sent once when they are back', async (t) => {
    const page = await stage.page(t);
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
    await page.context().setOffline(false);
    const number = await hotline.ticketNumber();
    assert.deepEqual(
      (await queued(phone)).map((ticket) => ticket.number),
      [number],
    );
    assert.equal(posts.length, 1);
  });
});
