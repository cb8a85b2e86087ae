import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { signInToApi, addAgent, type AgentRequest } from './support/console-page.ts';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { TestSite } from './support/test-site.ts';
import { ORDER, ZH } from './support/ui-text.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
/** Callbacks that each slot of the demo's config takes. */
const SLOT_CAPACITY = 3;

interface Slot {
  from: string;
  to: string;
  left: number;
}

let site: TestSite;
let asMei: AgentRequest;
before(async () => {
  // A desk of its own: once an agent has signed in, the lines' status depends on agents.
  site = await TestSite.open();
  await addAgent(site, MEI);
  asMei = await signInToApi(site, MEI);
});
after(() => site.close());

/** The slots of the public line. */
const fetchSlots = async (): Promise<Slot[]> =>
  ((await (await fetch(`${site.deskOrigin}/v1/slots`)).json()) as { slots: Slot[] }).slots;
const placesLeft = async (from: string): Promise<number | undefined> =>
  (await fetchSlots()).find((slot) => slot.from === from)?.left;

/**
 * The slots of one day in the shop's time zone, in the order of the form; day 0 is the first that
 * has slots.
 */
async function slotsOfDay(day: number): Promise<Slot[]> {
  const dayOf = ({ from }: Slot) =>
    new Date(from).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' });
  const all = await fetchSlots();
  const name = [...new Set(all.map(dayOf))][day];
  return all.filter((slot) => dayOf(slot) === name);
}

/** Books a slot as somebody else. */
async function bookSlot(from: string, phone: string): Promise<void> {
  const body = JSON.stringify({ phone, when: { kind: 'window', from }, consent: true });
  const answer = await fetch(`${site.deskOrigin}/v1/callbacks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body,
  });
  assert.equal(answer.status, 201, await answer.text());
}

/**
 * Opens the callback form of an order page at the choice of a slot. Each test uses a day of its
 * own, because a slot takes few callbacks.
 */
const openSlotChoice = async (page: Page) => {
  const hotline = widgetOn(page);
  const { panel } = hotline;
  const slotRadios = panel.getByRole('group', { name: ZH.slots }).getByRole('radio');
  await page.goto(`${site.shop}/orders/${ORDER}`);
  await hotline.openForm();
  await panel.getByRole('radio', { name: ZH.atTime }).check();
  return {
    ...hotline,
    slotRadios,
    /** Picks a slot by the index of its day, and its index within the day. */
    async pickSlot(day: number, slot: number): Promise<void> {
      await slotRadios.first().waitFor();
      const list = panel.getByRole('combobox', { name: ZH.day });
      // Up to seven days are radio buttons; more are a list.
      if (await list.count()) await list.selectOption({ index: day });
      else await panel.getByRole('group', { name: ZH.day }).getByRole('radio').nth(day).check();
      await slotRadios.nth(slot).check();
    },
    /** The text of the chosen slot. */
    chosenSlot: async () =>
      (await panel.getByText(new RegExp(`^${ZH.atTime} · `)).innerText()).replace(/^.* · /, ''),
    /**
     * Does `act`; resolves to the slot's start in the request that it sends, and the desk's answer.
     */
    async answerTo(
      what: string,
      act: () => Promise<void>,
    ): Promise<{ from: string; answer: Record<string, string> }> {
      const answered = page.waitForResponse(
        (response) => response.url().endsWith(what) && response.request().method() === 'POST',
      );
      await act();
      const response = await answered;
      const { when } = response.request().postDataJSON() as { when: { from: string } };
      return { from: when.from, answer: (await response.json()) as Record<string, string> };
    },
  };
};

describe('A member with a ticket', { concurrency: 4 }, () => {
  test('books a slot, sees it after a reload, and reschedules to another slot and to as soon as possible', async (t) => {
    const page = await site.page(t);
    const { panel, button, open, fill, submit, pickSlot, chosenSlot, answerTo, slotRadios } =
      await openSlotChoice(page);
    await pickSlot(1, 0);
    const slotText = await chosenSlot();
    assert.match(slotText, /\d\d:\d\d–\d\d:\d\d$/);
    await fill('13800138401');
    const first = await answerTo('/v1/callbacks', () => submit.click());
    await waitForText(panel, `已预约 ${slotText}`);
    assert.equal(await placesLeft(first.from), SLOT_CAPACITY - 1);

    await page.reload();
    await open();
    await button(ZH.ticketRow).click();
    await waitForText(panel, `已预约 ${slotText}`);

    await button(ZH.reschedule).click();
    await pickSlot(1, 1);
    const second = await answerTo('/reschedule', () => button(ZH.rescheduleYes).click());
    await panel.getByText(ZH.rescheduled).waitFor();
    assert.notEqual(second.from, first.from);
    assert.deepEqual(
      [await placesLeft(first.from), await placesLeft(second.from)],
      [SLOT_CAPACITY, SLOT_CAPACITY - 1],
    );
    const moved = await panel.getByRole('status').filter({ hasText: '已预约' }).innerText();
    assert.ok(!moved.includes(slotText), moved);

    await button(ZH.reschedule).click();
    await slotRadios.first().waitFor();
    await button(ZH.rescheduleAsap).click();
    await panel.getByText(ZH.due).waitFor();
    assert.equal(await panel.getByText('已预约').count(), 0);
    assert.equal(await placesLeft(second.from), SLOT_CAPACITY);
  });

  test('learns that the chosen slot has just filled up, sees the slots that are left, and keeps everything typed', async (t) => {
    const page = await site.page(t);
    const [slot] = await slotsOfDay(2);
    assert.ok(slot);
    for (let taken = 1; taken < SLOT_CAPACITY; taken++)
      await bookSlot(slot.from, `1380013841${taken}`);
    const { panel, phone, order, note, topic, fill, submit, pickSlot, slotRadios, answerTo } =
      await openSlotChoice(page);
    await pickSlot(2, 0);
    await panel.getByRole('radio', { name: '剩 1 位' }).waitFor();
    await fill('13800138410', ZH.topics.refund);
    await panel.getByText(ZH.addDetails).click();
    await note.fill('充错了账号');
    await panel.getByRole('checkbox', { name: ZH.urgent }).check();
    await bookSlot(slot.from, '13800138419');

    const anew = page.waitForResponse((response) => response.url().endsWith('/v1/slots'));
    const refused = await answerTo('/v1/callbacks', () => submit.click());
    assert.deepEqual([refused.from, refused.answer['code']], [slot.from, 'slot-full']);
    await panel.getByText(ZH.slotFull).waitFor();
    await anew;
    await panel.getByRole('radio', { name: ZH.full }).waitFor();
    assert.ok((await slotRadios.nth(0).isDisabled()) && !(await slotRadios.nth(0).isChecked()));
    const kept = [
      await phone.inputValue(),
      await order.inputValue(),
      await note.inputValue(),
      await topic.locator('option:checked').innerText(),
    ];
    assert.deepEqual(kept, ['13800138410', ORDER, '充错了账号', ZH.topics.refund]);
    assert.ok(await panel.getByRole('checkbox', { name: ZH.urgent }).isChecked());

    await slotRadios.nth(1).check();
    await submit.click();
    await waitForText(panel, '已预约');
  });

  test('nudges once, sees the result of the call, and rates it once', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    await page.goto(`${site.shop}/orders/${ORDER}`);
    const { panel, button, open, openForm, ask } = widgetOn(page);
    await openForm();
    const number = await ask('13800138402');
    await button(ZH.nudge).click();
    await panel.getByText(ZH.nudged).waitFor();
    assert.equal(await button(ZH.nudge).count(), 0);
    const { rows } = (await asMei('GET', '/queue')) as {
      rows: { number: string; nudged: boolean }[];
    };
    assert.equal(rows.find((row) => row.number === number)?.nudged, true);

    await asMei('POST', `/tickets/${number}/claim`);
    await page.reload();
    await open();
    await button(ZH.ticketRow).click();
    await panel.getByRole('listitem').filter({ hasText: ZH.happenedNudged }).waitFor();
    assert.equal(await button(ZH.nudge).count(), 0);

    await asMei('POST', `/tickets/${number}/call`);
    await asMei('POST', `/tickets/${number}/result`, { result: 'solved' });
    await panel.getByRole('heading', { name: ZH.solved }).waitFor();
    await button(ZH.rateYes).click();
    await panel.getByText(ZH.rateMissing).waitFor();
    await panel.getByRole('radio', { name: '很满意', exact: true }).check();
    await panel.getByLabel(ZH.comment).fill('一次就解决了');
    await button(ZH.rateYes).click();
    await panel.getByText(ZH.thanks).waitFor();
    assert.equal(await button(ZH.rateYes).count(), 0);
    const { rating, feedback } = (await asMei('GET', `/tickets/${number}`)) as {
      rating: number;
      feedback: string;
    };
    assert.deepEqual({ rating, feedback }, { rating: 5, feedback: '一次就解决了' });
  });

  test('deletes their data: the ticket leaves device and queue, its slot is free again, and its key stops working', async (t) => {
    const page = await site.page(t);
    const { panel, button, open, fill, submit, pickSlot, answerTo } = await openSlotChoice(page);
    await pickSlot(3, 0);
    await fill('13800138403');
    const { from, answer } = await answerTo('/v1/callbacks', () => submit.click());
    const { number = '', key = '' } = answer;
    const asked = () =>
      fetch(`${site.deskOrigin}/v1/tickets/${number}`, {
        headers: { authorization: `Bearer ${key}` },
      });
    const stored = () => page.evaluate(() => JSON.stringify(localStorage));
    await button(ZH.erase).waitFor();
    assert.equal((await asked()).status, 200);
    assert.ok((await stored()).includes(key));

    await button(ZH.erase).click();
    await panel.getByText(ZH.eraseSure).waitFor();
    await button(ZH.eraseYes).click();
    await panel.getByText(ZH.erased).waitFor();
    assert.equal((await asked()).status, 404);
    const kept = await stored();
    assert.ok(!kept.includes(key) && !kept.includes(number) && !kept.includes('13800138403'), kept);
    assert.equal(await placesLeft(from), SLOT_CAPACITY);
    assert.ok(!(await site.desk.tickets()).some((ticket) => ticket.number === number));

    await page.reload();
    await open();
    assert.equal(await button(ZH.ticketRow).count(), 0);
  });
});
