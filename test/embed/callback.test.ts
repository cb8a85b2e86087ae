import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { pretend } from './support/contact.ts';
import { focused, hotlineOn } from './support/hotline.ts';
import { Stage } from './support/stage.ts';
import { ORDER, ZH } from './support/words.ts';

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** Asks for a callback as a guest or member on an order's page. */
const submit = async (page: Page, phone: string, topic?: string) => {
  const hotline = hotlineOn(page);
  await page.goto(`${stage.shop}/orders/${ORDER}`);
  await hotline.openForm();
  return { ...hotline, number: await hotline.ask(phone, topic) };
};

describe('The form for a callback', { concurrency: 4 }, () => {
  test('Says what is missing in words at each field, and takes the member to the first', async (t) => {
    const page = await stage.page(t);
    await page.goto(stage.shop);
    const { openForm, submit: button, panel, phone } = hotlineOn(page);
    await openForm();
    await button.click();
    await panel.getByText(ZH.problems.empty).waitFor();
    await panel.getByText(ZH.problems.topic).waitFor();
    await panel.getByText(ZH.problems.consent).waitFor();
    assert.match(await focused(page), /phone/);
    assert.equal(await phone.getAttribute('aria-invalid'), 'true');
  });

  test('Leads on to the next field that is wrong, one by one', async (t) => {
    const page = await stage.page(t);
    await page.goto(stage.shop);
    const { openForm, submit: button, panel, phone, topic } = hotlineOn(page);
    await openForm();
    await phone.fill('13800138010');
    await button.click();
    await panel.getByText(ZH.problems.topic).waitFor();
    assert.match(await focused(page), /topic/);
    await topic.selectOption({ label: ZH.topics.refund });
    await button.click();
    await panel.getByText(ZH.problems.topic).waitFor({ state: 'hidden' });
    assert.match(await focused(page), /consent/);
  });

  for (const [what, phone, words] of [
    ['too short', '1380013', ZH.problems.short],
    ['a 400 number', '400-123-4567', ZH.problems.fourHundred],
  ] as const) {
    test(`Refuses a phone number that is ${what}, and says why`, async (t) => {
      const page = await stage.page(t);
      await page.goto(stage.shop);
      const hotline = hotlineOn(page);
      await hotline.openForm();
      await hotline.fill(phone);
      await hotline.submit.click();
      await hotline.panel.getByText(words).waitFor();
      assert.match(await focused(page), /phone/);
      assert.equal(await hotline.phone.inputValue(), phone);
    });
  }

  test('Takes a number written with full-width digits and spaces', async (t) => {
    const page = await stage.page(t);
    const { panel } = await submit(page, '１３８ ００１３ ８０１１');
    await panel.getByText(new RegExp(masked('13800138011').replaceAll('*', '\\*'))).waitFor();
  });

  test('Shows who handles the data and for how long before it is given', async (t) => {
    const page = await stage.page(t);
    await page.goto(stage.shop);
    const { openForm, panel } = hotlineOn(page);
    await openForm();
    await panel.getByText('隐私说明').click();
    for (const fact of [
      '星河卡盟（演示店铺）',
      'privacy@xinghe.example',
      /180 天/,
      '给您回电并解决这次的问题',
    ])
      await panel.getByText(fact).first().waitFor();
  });
});

describe('A callback that was asked for', { concurrency: 4 }, () => {
  test('Gets a ticket: number, passphrase, who calls by when, what has happened', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    const { panel, number } = await submit(page, '13800138012');
    await panel.getByRole('heading', { name: ZH.received }).waitFor();
    assert.match(number, /^\d{12}$/);
    await panel.getByText(ZH.due).waitFor();
    await panel.getByText(/021-5555[- ]?0118/).waitFor();
    await panel.getByText(/138\*\*\*\*8012/).waitFor();
    await panel.getByRole('listitem').filter({ hasText: ZH.submitted }).waitFor();
    const passphrase = await panel.locator('p', { hasText: ZH.passphrase }).innerText();
    assert.match(passphrase, /\n\s*\p{Script=Han}{2,} ?[·\s]?\s*\p{Script=Han}{2,}\s*$/u);
  });

  test("Is in the desk's queue with its tier, topic and due time, the phone masked", async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'vip');
    const { number } = await submit(page, '13800138013', ZH.topics.refund);
    const row = (await stage.desk.tickets()).find((ticket) => ticket.number === number);
    assert.deepEqual(
      { tier: row?.tier, topic: row?.topic, phone: row?.phone },
      { tier: 'vip', topic: 'refund', phone: '138****8013' },
    );
    assert.ok(Date.parse(row?.dueAt ?? '') > Date.now() - 60_000);
  });

  test('Is still followed after the page is loaded again, and on other pages of the shop', async (t) => {
    const page = await stage.page(t);
    const { number } = await submit(page, '13800138014');
    await page.goto(stage.shop);
    const { open, button, panel, ticketNumber } = hotlineOn(page);
    await open();
    await button(ZH.ticketRow).click();
    await panel.getByText(ZH.passphrase).waitFor();
    assert.equal(await ticketNumber(), number);
  });

  test("Is cancelled only after the member has confirmed, and leaves the desk's queue", async (t) => {
    const page = await stage.page(t);
    const { panel, button, number } = await submit(page, '13800138015');
    await button(ZH.cancel).click();
    await panel.getByText(ZH.cancelSure).waitFor();
    await button(ZH.cancelNo).click();
    await button(ZH.cancel).waitFor();
    assert.ok((await stage.desk.tickets()).some((ticket) => ticket.number === number));
    await button(ZH.cancel).click();
    await button(ZH.cancelYes).click();
    await panel.getByRole('heading', { name: ZH.cancelled }).waitFor();
    assert.ok(!(await stage.desk.tickets()).some((ticket) => ticket.number === number));
  });

  test('Is not shown to the next member at the same device', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'vip');
    await submit(page, '13800138016');
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    const { open, button } = hotlineOn(page);
    await open();
    assert.equal(await button(ZH.ticketRow).count(), 0);
  });

  test('Is called earlier where it is urgent', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'normal');
    await page.goto(stage.shop);
    const hotline = hotlineOn(page);
    await hotline.openForm();
    await hotline.panel.getByRole('checkbox', { name: ZH.urgent }).check();
    const number = await hotline.ask('13800138017');
    assert.equal(
      (await stage.desk.tickets()).find((ticket) => ticket.number === number)?.urgent,
      true,
    );
  });

  test('Says in the form when the call comes at the latest, while the line is closed', async (t) => {
    const page = await stage.page(t);
    await pretend(page, 'closed');
    await page.goto(stage.shop);
    const { openForm, panel } = hotlineOn(page);
    await openForm();
    await panel.getByText(/上班后尽快 · .+ 前/).waitFor();
  });
});

describe('The queue', () => {
  test('Lists what waits with the earliest due time first, a diamond member before those who asked earlier', async (t) => {
    for (const [tier, phone] of [
      ['guest', '13800138021'],
      ['normal', '13800138022'],
      ['diamond', '13800138023'],
    ] as const) {
      const page = await stage.page(t);
      await stage.signIn(page, tier);
      await submit(page, phone);
    }
    const tickets = await stage.desk.tickets();
    const due = tickets.map(({ dueAt }) => Date.parse(dueAt ?? ''));
    assert.deepEqual(
      due,
      [...due].sort((a, b) => a - b),
    );
    const place = (phone: string) => tickets.findIndex((ticket) => ticket.phone === phone);
    assert.ok(
      place('138****8023') < place('138****8022') && place('138****8022') < place('138****8021'),
      JSON.stringify(tickets, null, 1),
    );
    const printed = await stage.desk.command();
    assert.match(printed, /138\*\*\*\*8023[^]*138\*\*\*\*8021/);
    assert.ok(!printed.includes('13800138023'));
  });
});

describe('Events', () => {
  test('What happens is told to the page once each, and carries no personal data', async (t) => {
    const page = await stage.page(t);
    await page.addInitScript(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      for (const name of [
        'open',
        'close',
        'call',
        'copy',
        'callback-created',
        'ticket-changed',
        'request-view',
        'request-close',
        'request-care',
      ]) {
        document.addEventListener(`hotline-${name}`, (event) =>
          told.push({
            ...(event as unknown as Record<string, unknown>),
            type: event.type,
            detail: (event as CustomEvent<unknown>).detail,
          }),
        );
      }
    });
    // A page must not follow the link while the test looks at it.
    await page.addInitScript(() =>
      addEventListener(
        'click',
        (event) =>
          event
            .composedPath()
            .some((node) => node instanceof HTMLAnchorElement && node.protocol === 'tel:') &&
          event.preventDefault(),
      ),
    );
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    const hotline = hotlineOn(page);
    await hotline.open();
    await hotline.number.click();
    await hotline.button(ZH.copyNumber).click();
    await hotline.panel.getByText(ZH.copied).waitFor();
    await hotline.button(ZH.askCallback).click();
    await hotline.ask('13800138024');
    await hotline.button(ZH.cancel).click();
    await hotline.button(ZH.cancelYes).click();
    await hotline.panel.getByRole('heading', { name: ZH.cancelled }).waitFor();
    await hotline.button(ZH.close).click();
    await hotline.pill.waitFor();
    const told = await page.evaluate(
      () => (window as unknown as { told: { type: string }[] }).told,
    );
    assert.deepEqual(
      told.map(({ type }) => type),
      ['open', 'call', 'copy', 'callback-created', 'ticket-changed', 'close'].map(
        (name) => `hotline-${name}`,
      ),
    );
    for (const event of told)
      assert.deepEqual(
        Object.keys(event).filter((key) => !['type', 'isTrusted', 'detail'].includes(key)),
        [],
      );
    assert.doesNotMatch(JSON.stringify(told), /\d{3,}/);
  });
});
