import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { mockStatus } from './support/mock-contact.ts';
import { widgetOn } from './support/widget-page.ts';
import { reserveClipboard } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { ORDER, ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** Requests a callback on an order page, as whoever is signed in. */
const submit = async (page: Page, phone: string, topic?: string) => {
  const hotline = widgetOn(page);
  await page.goto(`${site.shop}/orders/${ORDER}`);
  await hotline.openForm();
  return { ...hotline, number: await hotline.ask(phone, topic) };
};

/** Requests a callback by the widget's request, as whoever is signed in. */
const request = async (page: Page, phone: string): Promise<void> => {
  const answer = await page.request.get(`${site.shop}/hotline-token`);
  // A guest's answer is empty.
  const text = await answer.text();
  const { token } = (text ? JSON.parse(text) : {}) as { token?: string };
  const created = await fetch(`${site.deskOrigin}/v1/callbacks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ phone, when: { kind: 'asap' }, consent: true }),
  });
  assert.equal(created.status, 201, await created.text());
};

describe('The callback form', { concurrency: 4 }, () => {
  test('leads a guest from an empty form to a ticket, and out of it', async (t) => {
    const page = await site.page(t);
    await page.goto(site.shop);
    const hotline = widgetOn(page);
    const { panel, phone, button } = hotline;
    const isFocused = (field: typeof phone) => field.and(page.locator(':focus')).waitFor();
    await hotline.openForm();

    await t.test(
      'says who processes the data, and for how long, before the member enters any',
      async () => {
        await panel.getByText('隐私说明').click();
        for (const fact of [
          '星河卡盟（演示店铺）',
          'privacy@xinghe.example',
          /180 天/,
          '给您回电并解决这次的问题',
        ])
          await panel.getByText(fact).first().waitFor();
      },
    );

    await t.test('says at the field that the number is missing, and focuses it', async () => {
      await hotline.submit.click();
      await panel.getByText(ZH.problems.empty).waitFor();
      await isFocused(phone);
      assert.equal(await phone.getAttribute('aria-invalid'), 'true');
    });

    for (const [what, number, words] of [
      ['too short', '1380013', ZH.problems.short],
      ['a 400 number', '400-123-4567', ZH.problems.fourHundred],
    ] as const)
      await t.test(`refuses a phone number that is ${what}, and says why`, async () => {
        await hotline.fill(number);
        await hotline.submit.click();
        await panel.getByText(words).waitFor();
        await isFocused(phone);
        assert.equal(await phone.inputValue(), number);
      });

    let number = '';
    await t.test('accepts a phone number with full-width digits and spaces', async () => {
      number = await hotline.ask('１３８ ００１３ ８０１１');
      await panel.getByText(new RegExp(masked('13800138011').replaceAll('*', '\\*'))).waitFor();
    });

    await t.test(
      "cancels the callback only after the member confirms; it then leaves the desk's queue",
      async () => {
        await button(ZH.cancel).click();
        await panel.getByText(ZH.cancelSure).waitFor();
        await button(ZH.cancelNo).click();
        await button(ZH.cancel).waitFor();
        assert.ok((await site.desk.tickets()).some((ticket) => ticket.number === number));
        await button(ZH.cancel).click();
        await button(ZH.cancelYes).click();
        await panel.getByRole('heading', { name: ZH.cancelled }).waitFor();
        assert.ok(!(await site.desk.tickets()).some((ticket) => ticket.number === number));
      },
    );
  });
});

describe('A requested callback', { concurrency: 4 }, () => {
  test('is kept for its member', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'vip');
    const { panel, number, ...hotline } = await submit(page, '13800138012', ZH.topics.refund);

    await t.test(
      'shows a ticket with number, passphrase, calling number, due time and timeline',
      async () => {
        await panel.getByRole('heading', { name: ZH.received }).waitFor();
        assert.match(number, /^\d{12}$/);
        await panel.getByText(ZH.due).waitFor();
        await panel.getByText(/021-5555[- ]?0118/).waitFor();
        await panel.getByText(/138\*\*\*\*8012/).waitFor();
        await panel.getByRole('listitem').filter({ hasText: ZH.submitted }).waitFor();
        const passphrase = await panel.locator('p', { hasText: ZH.passphrase }).innerText();
        assert.match(passphrase, /^\p{Script=Han}{2,} \p{Script=Han}{2,}$/mu);
      },
    );

    await t.test(
      "is in the desk's queue with its tier, topic, due time and masked phone number",
      async () => {
        const row = (await site.desk.tickets()).find((ticket) => ticket.number === number);
        assert.deepEqual(
          { tier: row?.tier, topic: row?.topic, phone: row?.phone },
          { tier: 'vip', topic: 'refund', phone: '138****8012' },
        );
        assert.ok(Date.parse(row?.dueAt ?? '') > Date.now() - 60_000);
      },
    );

    await t.test('is shown again after a reload, and on other pages of the shop', async () => {
      await page.goto(site.shop);
      await hotline.open();
      await hotline.button(ZH.ticketRow).click();
      await panel.getByText(ZH.passphrase).waitFor();
      assert.equal(await hotline.ticketNumber(), number);
    });

    await t.test('is not shown to the next member on the same device', async () => {
      await site.signIn(page, 'normal');
      await page.goto(site.shop);
      await hotline.open();
      assert.equal(await hotline.button(ZH.ticketRow).count(), 0);
    });

    await t.test('is marked as urgent in the queue when the member says so', async () => {
      await hotline.button(ZH.askCallback).click();
      await panel.getByRole('checkbox', { name: ZH.urgent }).check();
      const urgent = await hotline.ask('13800138017');
      assert.equal(
        (await site.desk.tickets()).find((ticket) => ticket.number === urgent)?.urgent,
        true,
      );
    });
  });

  test('has a latest time for the call, which the form shows while the line is closed', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'closed');
    await page.goto(site.shop);
    const { openForm, panel } = widgetOn(page);
    await openForm();
    await panel.getByText(/上班后尽快 · .+ 前/).waitFor();
  });
});

describe('A member whose number the shop knows', () => {
  test('gets from an order page to a ticket in three taps, without typing', async (t) => {
    const page = await site.page(t, { hasTouch: true, viewport: { width: 390, height: 844 } });
    await site.signIn(page, 'vip');
    await page.goto(`${site.shop}/orders/${ORDER}`);
    const { pill, button, submit, panel, ticketNumber } = widgetOn(page);
    await pill.getByText('400-123-8888').or(pill.getByText(ZH.bookOnPill)).waitFor();
    await pill.tap();
    await button(ZH.askCallback).tap();
    await submit.tap();
    const number = await ticketNumber();
    const stored = (await site.desk.tickets()).find((ticket) => ticket.number === number);
    assert.equal(stored?.phone, '139****6618');
    await panel.getByText('139****6618').first().waitFor();
  });

  test('can give another one', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'vip');
    const { number } = await submit(page, '13800138040');
    const stored = (await site.desk.tickets()).find((ticket) => ticket.number === number);
    assert.equal(stored?.phone, '138****8040');
  });
});

describe('The queue', () => {
  test('lists tickets by due time, so that a diamond member comes before those who asked earlier', async (t) => {
    const page = await site.page(t);
    for (const [tier, phone] of [
      ['guest', '13800138021'],
      ['normal', '13800138022'],
      ['diamond', '13800138023'],
    ] as const) {
      await site.signIn(page, tier);
      await request(page, phone);
    }
    const tickets = await site.desk.tickets();
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
    const printed = await site.desk.command();
    assert.match(printed, /138\*\*\*\*8023[^]*138\*\*\*\*8021/);
    assert.ok(!printed.includes('13800138023'));
  });
});

describe('Events for the page', () => {
  test('are dispatched once each, and carry no personal data', async (t) => {
    await reserveClipboard(t);
    const page = await site.page(t);
    await page.addInitScript(() => {
      const received: unknown[] = [];
      Object.assign(window, { received });
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
          received.push({
            ...(event as unknown as Record<string, unknown>),
            type: event.type,
            detail: (event as CustomEvent<unknown>).detail,
          }),
        );
      }
    });
    // Keeps the page from following tel: links.
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
    await site.signIn(page, 'diamond');
    await page.goto(site.shop);
    const hotline = widgetOn(page);
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
    const received = await page.evaluate(
      () => (window as unknown as { received: { type: string }[] }).received,
    );
    assert.deepEqual(
      received.map(({ type }) => type),
      ['open', 'call', 'copy', 'callback-created', 'ticket-changed', 'close'].map(
        (name) => `hotline-${name}`,
      ),
    );
    for (const event of received)
      assert.deepEqual(
        Object.keys(event).filter((key) => !['type', 'isTrusted', 'detail'].includes(key)),
        [],
      );
    assert.doesNotMatch(JSON.stringify(received), /\d{3,}/);
  });
});
