import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { actAs, addAgent, type AsAgent } from './support/console.ts';
import { hotlineOn, says } from './support/hotline.ts';
import { Stage } from './support/stage.ts';
import { ORDER, ZH } from './support/words.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
/** Places in each window of the demo's config. */
const CAPACITY = 3;

interface Slot {
  from: string;
  to: string;
  left: number;
}

let stage: Stage;
let asMei: AsAgent;
before(async () => {
  stage = await Stage.open();
  await addAgent(stage, MEI);
  asMei = await actAs(stage, MEI);
});
after(() => stage.close());

/** The windows of the public line as the desk tells them. */
const slots = async (): Promise<Slot[]> =>
  ((await (await fetch(`${stage.deskOrigin}/v1/slots`)).json()) as { slots: Slot[] }).slots;
const left = async (from: string): Promise<number | undefined> =>
  (await slots()).find((slot) => slot.from === from)?.left;

/** Those of a day of the shop, counted from 0, in the order in which the form offers them. */
async function ofDay(day: number): Promise<Slot[]> {
  const dayOf = ({ from }: Slot) =>
    new Date(from).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' });
  const all = await slots();
  const name = [...new Set(all.map(dayOf))][day];
  return all.filter((slot) => dayOf(slot) === name);
}

/** Somebody else books a window. */
async function take(from: string, phone: string): Promise<void> {
  const body = JSON.stringify({ phone, when: { kind: 'window', from }, consent: true });
  const answer = await fetch(`${stage.deskOrigin}/v1/callbacks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body,
  });
  assert.equal(answer.status, 201, await answer.text());
}

/** On an order's page, with the form open at the choice of a time. Tests keep to days of their own, because places are few. */
const choosing = async (page: Page) => {
  const hotline = hotlineOn(page);
  const { panel } = hotline;
  const windows = panel.getByRole('group', { name: ZH.windows }).getByRole('radio');
  await page.goto(`${stage.shop}/orders/${ORDER}`);
  await hotline.openForm();
  await panel.getByRole('radio', { name: ZH.atTime }).check();
  return {
    ...hotline,
    windows,
    /** Picks a window of a day, both counted from 0. */
    async pick(day: number, window: number): Promise<void> {
      await windows.first().waitFor();
      const list = panel.getByRole('combobox', { name: ZH.day });
      // A whole week is buttons, a day more is a list.
      if (await list.count()) await list.selectOption({ index: day });
      else await panel.getByRole('group', { name: ZH.day }).getByRole('radio').nth(day).check();
      await windows.nth(window).check();
    },
    /** The window that is chosen, in words. */
    chosen: async () =>
      (await panel.getByText(new RegExp(`^${ZH.atTime} · `)).innerText()).replace(/^.* · /, ''),
    /** What the desk is asked and answers when this is done. */
    async sent(
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

describe('A member and their ticket', { concurrency: 4 }, () => {
  test('Books a window, finds it again after the page is loaded anew, moves to another one, and to as soon as possible', async (t) => {
    const page = await stage.page(t);
    const { panel, button, open, fill, submit, pick, chosen, sent, windows } = await choosing(page);
    await pick(1, 0);
    const words = await chosen();
    assert.match(words, /\d\d:\d\d–\d\d:\d\d$/);
    await fill('13800138401');
    const first = await sent('/v1/callbacks', () => submit.click());
    await says(panel, `约在 ${words}`);
    assert.equal(await left(first.from), CAPACITY - 1);

    await page.reload();
    await open();
    await button(ZH.ticketRow).click();
    await says(panel, `约在 ${words}`);

    await button(ZH.reschedule).click();
    await pick(1, 1);
    const second = await sent('/reschedule', () => button(ZH.rescheduleYes).click());
    await panel.getByText(ZH.rescheduled).waitFor();
    assert.notEqual(second.from, first.from);
    assert.deepEqual([await left(first.from), await left(second.from)], [CAPACITY, CAPACITY - 1]);
    const moved = await panel.getByRole('status').filter({ hasText: '约在' }).innerText();
    assert.ok(!moved.includes(words), moved);

    await button(ZH.reschedule).click();
    await windows.first().waitFor();
    await button(ZH.rescheduleAsap).click();
    await panel.getByText(ZH.due).waitFor();
    assert.equal(await panel.getByText('约在').count(), 0);
    assert.equal(await left(second.from), CAPACITY);
  });

  test('Is told when somebody else took the last place of the window meanwhile, sees what is left now, and keeps everything typed', async (t) => {
    const page = await stage.page(t);
    const [slot] = await ofDay(2);
    assert.ok(slot);
    for (let taken = 1; taken < CAPACITY; taken++) await take(slot.from, `1380013841${taken}`);
    const { panel, phone, order, note, topic, consent, fill, submit, pick, windows, sent } =
      await choosing(page);
    await pick(2, 0);
    await panel.getByRole('radio', { name: '剩 1 个' }).waitFor();
    await fill('13800138410', ZH.topics.refund);
    await note.fill('充错了账号');
    await panel.getByRole('checkbox', { name: ZH.urgent }).check();
    await take(slot.from, '13800138419');

    const anew = page.waitForResponse((response) => response.url().endsWith('/v1/slots'));
    const refused = await sent('/v1/callbacks', () => submit.click());
    assert.deepEqual([refused.from, refused.answer['code']], [slot.from, 'slot-full']);
    await panel.getByText(ZH.slotFull).waitFor();
    await anew;
    await panel.getByRole('radio', { name: ZH.full }).waitFor();
    assert.ok((await windows.nth(0).isDisabled()) && !(await windows.nth(0).isChecked()));
    const kept = [
      await phone.inputValue(),
      await order.inputValue(),
      await note.inputValue(),
      await topic.locator('option:checked').innerText(),
    ];
    assert.deepEqual(kept, ['13800138410', ORDER, '充错了账号', ZH.topics.refund]);
    assert.ok(
      (await consent.isChecked()) &&
        (await panel.getByRole('checkbox', { name: ZH.urgent }).isChecked()),
    );

    await windows.nth(1).check();
    await submit.click();
    await says(panel, '约在');
  });

  test('Asks once for haste, sees the result of the call, and rates it once', async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    const { panel, button, open, openForm, ask } = hotlineOn(page);
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

  test('Deletes their data: the ticket is gone from the device and the queue, its place is free, and its key opens nothing', async (t) => {
    const page = await stage.page(t);
    const { panel, button, open, fill, submit, pick, sent } = await choosing(page);
    await pick(3, 0);
    await fill('13800138403');
    const { from, answer } = await sent('/v1/callbacks', () => submit.click());
    const { number = '', key = '' } = answer;
    const asked = () =>
      fetch(`${stage.deskOrigin}/v1/tickets/${number}`, {
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
    assert.equal(await left(from), CAPACITY);
    assert.ok(!(await stage.desk.tickets()).some((ticket) => ticket.number === number));

    await page.reload();
    await open();
    assert.equal(await button(ZH.ticketRow).count(), 0);
  });
});
