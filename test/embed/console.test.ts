import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { runAxe } from './support/axe.ts';
import { addAgent, CONSOLE_ZH, rowOf, signIn } from './support/console-page.ts';
import { focusedElement, waitForText } from './support/widget-page.ts';
import { TestSite } from './support/test-site.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
const LEE = { login: 'lee', name: 'Lee', password: 'a-long-password-of-lee' };
/** The pages in a supervisor's navigation. */
const PAGES = ['队列', '查找', '看板', '团队', '操作记录', '通知'];

let site: TestSite;
/** Numbers of three diamond members' tickets, the earliest due time first. Their line never closes. */
let numbers: string[];
before(async () => {
  site = await TestSite.open();
  await Promise.all([addAgent(site, MEI, 'supervisor'), addAgent(site, LEE)]);
  numbers = [await ask('13800138501'), await ask('13800138502'), await ask('13800138503')];
});
after(() => site.close());

/** Requests a callback as a diamond member; resolves to the ticket's number. */
async function ask(phone: string): Promise<string> {
  const token = await new SignJWT({ tier: 'diamond', jti: randomUUID() })
    .setProtectedHeader({ alg: 'HS256', kid: 'demo-1' })
    .setSubject(`m-${phone}`)
    .setAudience('xinghe-demo')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(Buffer.from(site.signing, 'base64url'));
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const body = JSON.stringify({ phone, when: { kind: 'asap' }, topic: 'refund', consent: true });
  const answer = await fetch(`${site.deskOrigin}/v1/callbacks`, { method: 'POST', headers, body });
  assert.equal(answer.status, 201);
  return ((await answer.json()) as { number: string }).number;
}

/** Opens a page from the navigation, and waits until it has loaded. */
async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await page.locator('main h1').waitFor();
  // Parts of a page load on their own; with the last one, none is the first any more.
  await page.getByRole('status', { name: '正在载入' }).first().waitFor({ state: 'detached' });
}

/** Presses Tab until an element with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await focusedElement(page)).includes(name)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${name}`);
}

/**
 * Elements that stick out of the window or overflow sideways. Text that ends in an ellipsis does
 * not count.
 */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const elements: Element[] = [document.body];
    // The list grows during the loop.
    for (const element of elements)
      elements.push(...(element.shadowRoot?.children ?? []), ...element.children);
    return elements
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) &&
          element.getClientRects().length > 0 &&
          !element.closest('svg, .unseen, .skip'),
      )
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        const { overflowX, textOverflow } = getComputedStyle(element);
        const hides =
          overflowX !== 'visible' &&
          element.clientWidth > 1 &&
          textOverflow !== 'ellipsis' &&
          element.scrollWidth > element.clientWidth + 1;
        return hides || left < -0.5 || right > innerWidth + 0.5;
      })
      .map(
        (element) =>
          `${element.localName} ${element.className} ${element.textContent?.trim().slice(0, 20)}`,
      );
  });

describe('The console', { concurrency: 4 }, () => {
  test('can be used by keyboard alone, from the sign-in to the result of a call and the next ticket', async (t) => {
    const page = await site.page(t);
    const { keyboard } = page;
    const ticket = page.locator('desk-ticket');
    const [first = '', second = '', third = ''] = numbers;
    const active = (number: string) =>
      page.locator(`[role=listbox][aria-activedescendant="t${number}"]`).waitFor();
    await page.goto(`${site.deskOrigin}/console`);
    await page.getByLabel('账号').and(page.locator(':focus')).waitFor();
    await keyboard.type(LEE.login);
    await keyboard.press('Tab');
    await keyboard.type(LEE.password);
    await keyboard.press('Enter');
    await rowOf(page, third).waitFor();

    await keyboard.press('j');
    await active(first);
    await keyboard.press('j');
    await active(second);
    await keyboard.press('k');
    await active(first);
    await keyboard.press('c');
    await waitForText(ticket, CONSOLE_ZH.say);
    await tabTo(page, '开始通话');
    await keyboard.press('Enter');
    await waitForText(ticket, '通话中');
    await keyboard.press('d');
    await page
      .getByRole('radio', { name: CONSOLE_ZH.solved })
      .and(page.locator(':focus'))
      .waitFor();
    await keyboard.press('Space');
    await tabTo(page, `确认结束：${CONSOLE_ZH.solved}`);
    await keyboard.press('Enter');
    await waitForText(ticket, '这张工单已解决');
    await rowOf(page, first).waitFor({ state: 'detached' });

    await keyboard.press('n');
    await page.waitForURL(`**/console/ticket/${second}`);
    await waitForText(ticket, CONSOLE_ZH.say);
    await keyboard.press('Escape');
    await active(second);
    await keyboard.press('j');
    await active(third);
    await keyboard.press('Enter');
    await page.waitForURL(`**/console/ticket/${third}`);
    await waitForText(ticket, '领取后显示完整号码');
  });

  test("uses the browser's language until another one is chosen, and remembers that one", async (t) => {
    const page = await site.page(t, { locale: 'en-US' });
    await page.goto(`${site.deskOrigin}/console`);
    await page.getByLabel('Account').fill(MEI.login);
    await page.getByLabel('Password', { exact: true }).fill(MEI.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    for (const name of ['Queue', 'Find', 'Wall', 'Team', 'Audit', 'Notifications']) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.locator('main h1').waitFor();
      const said = (await page.locator('body').ariaSnapshot()).replaceAll(MEI.name, '');
      assert.doesNotMatch(said, /\p{Script=Han}/u, name);
    }
    await page.getByText(MEI.name).first().click();
    await page.getByLabel('Language').selectOption('zh-CN');
    await page.getByRole('link', { name: CONSOLE_ZH.queue }).click();
    await page.getByRole('heading', { name: CONSOLE_ZH.queue }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: CONSOLE_ZH.queue }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
    assert.match(await page.title(), /客服工作台$/);
  });

  test('fits a window of 390 px on each page, where a ticket replaces the queue', async (t) => {
    const page = await site.page(t, { viewport: { width: 390, height: 844 } });
    await signIn(page, site, MEI);
    const number = numbers[2] ?? '';
    await rowOf(page, number).click();
    await page.getByRole('button', { name: CONSOLE_ZH.claim, exact: true }).waitFor();
    assert.equal(await rowOf(page, number).count(), 0);
    assert.deepEqual(await overflowing(page), []);
    await page.getByRole('link', { name: CONSOLE_ZH.back }).click();
    await rowOf(page, number).waitFor();
    assert.deepEqual(await overflowing(page), []);
    for (const name of PAGES) {
      await go(page, name);
      assert.deepEqual(await overflowing(page), [], name);
    }
  });

  test('signs an agent in and out', async (t) => {
    const page = await site.page(t);

    await t.test(
      'reports a wrong password without saying whether the account exists, and allows another attempt',
      async () => {
        await page.goto(`${site.deskOrigin}/console`);
        const attempt = async (password: string) => {
          await page.getByLabel('密码', { exact: true }).fill(password);
          await page.keyboard.press('Enter');
        };
        await page.getByLabel('账号').fill(LEE.login);
        await attempt('not-the-password-of-lee');
        await page.getByRole('alert').filter({ hasText: CONSOLE_ZH.signInFailed }).waitFor();
        assert.equal(await focusedElement(page), 'password');
        await attempt(LEE.password);
        await page.getByRole('heading', { name: CONSOLE_ZH.queue }).waitFor();
      },
    );

    await t.test('signs out in all tabs at once', async () => {
      const other = await page.context().newPage();
      await other.goto(`${site.deskOrigin}/console/ticket/${numbers[2]}`);
      await other.locator('desk-ticket').getByText('138****8503').waitFor();
      await page.getByText(LEE.name).first().click();
      await page.getByRole('button', { name: CONSOLE_ZH.signOut }).click();
      for (const tab of [page, other])
        await tab.getByRole('heading', { name: CONSOLE_ZH.signInTitle }).waitFor();
      assert.equal(await other.getByText('138****8503').count(), 0);
    });
  });

  test('shows a supervisor each page', async (t) => {
    const { page, complaints } = await site.visitor(t);
    await signIn(page, site, MEI);

    await t.test('has no axe violation and no CSP violation on any page', async () => {
      // Before the sign-in the browser logs requests that were refused.
      complaints.length = 0;
      await rowOf(page, numbers[2] ?? '').click();
      await page.getByRole('button', { name: CONSOLE_ZH.claim, exact: true }).waitFor();
      for (const name of PAGES) {
        if (name !== CONSOLE_ZH.queue) await go(page, name);
        const { passes, violations } = await runAxe(page);
        assert.ok(passes > 10, `${passes} rules passed`);
        assert.deepEqual(violations, [], name);
      }
      assert.deepEqual(complaints, []);
    });

    await t.test(
      'exports the figures as CSV with a byte order mark and without phone numbers',
      async () => {
        await page.getByRole('link', { name: CONSOLE_ZH.wall }).click();
        const download = page.waitForEvent('download');
        await page.getByRole('link', { name: '导出 CSV' }).click();
        const file = await download;
        assert.match(file.suggestedFilename(), /\.csv$/);
        const bytes = await readFile(await file.path());
        assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
        const text = bytes.toString('utf8');
        assert.match(
          text,
          new RegExp((numbers[0] ?? '').replace(/^(\d{6})(\d{5})(\d)$/, '$1-$2-$3')),
        );
        assert.doesNotMatch(text, /1380013|138\*|850[1-4]\b/);
      },
    );

    await t.test(
      'shows that a refused delivery is retried, and whether a test delivery arrives',
      async () => {
        await page.getByRole('link', { name: CONSOLE_ZH.deliveries }).click();
        await page.getByRole('heading', { name: 'shop' }).waitFor();
        site.acceptWebhooks(false);
        await ask('13800138504');
        const letter = page
          .getByRole('listitem')
          .filter({ hasText: '新的回电' })
          .filter({ hasText: '已试 1 次' });
        await waitForText(letter, '503');
        await waitForText(letter, /再试/);
        const attempt = page.getByRole('button', { name: '发送测试：shop' });
        await attempt.click();
        await page.getByText('测试没有送达 shop').waitFor();
        site.acceptWebhooks(true);
        await attempt.click();
        await page.getByText('测试已送达 shop').waitFor();
      },
    );
  });
});

describe('A restart of the desk', () => {
  test('is reported in the console, which reconnects by itself, stays signed in and shows new tickets', async (t) => {
    const page = await site.page(t);
    await signIn(page, site, MEI);
    await page.getByText('实时').waitFor();
    await site.desk.end('SIGKILL');
    await page.getByText('与服务台的连接断开了').waitFor();
    await site.desk.start();
    const number = await ask('13800138505');
    await rowOf(page, number).waitFor();
    await page.getByText('实时').waitFor();
    assert.equal(await page.getByText('与服务台的连接断开了').count(), 0);
  });
});
