import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { widgetOn } from './support/widget-page.ts';
import { TestSite } from './support/test-site.ts';
import { ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => {
  site = await TestSite.open();
  await site.desk.limit({ guestsPerHour: 1 });
  // The first one is not asked for any work.
  const { status } = await fetch(`${site.deskOrigin}/v1/callbacks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ phone: '13800990009', when: { kind: 'asap' }, consent: true }),
  });
  assert.equal(status, 201);
});
after(() => site.close());

const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

describe('While very many guests ask', () => {
  for (const [index, { where, path, width, works }] of [
    { where: 'beside the page', path: '/', width: 1280, works: true },
    { where: 'on a page that forbids workers', path: '/csp', width: 390, works: false },
  ].entries())
    test(`a guest proves some work ${where}, and has a ticket`, async (t) => {
      const page = await site.page(t, { viewport: { width, height: 800 } });
      let workers = 0;
      page.on('worker', () => workers++);
      const phone = `1380099000${index}`;
      await page.goto(site.shop + path);
      const hotline = widgetOn(page);
      await hotline.openForm();
      await hotline.fill(phone);
      const proved = page.waitForRequest(
        (request) => request.method() === 'POST' && 'proof-of-work' in request.headers(),
      );
      await hotline.submit.click();
      await hotline.panel.getByText(ZH.proving).waitFor();
      await proved;
      const number = await hotline.ticketNumber();
      const tickets = (await site.desk.tickets()).filter(
        (ticket) => ticket.phone === masked(phone),
      );
      assert.deepEqual(
        tickets.map((ticket) => ticket.number),
        [number],
      );
      assert.equal(workers > 0, works);
    });
});
