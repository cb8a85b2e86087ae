import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SignJWT } from 'jose';
import type { Page, Request } from 'playwright-core';
import {
  signInToApi,
  addAgent,
  CONSOLE_ZH,
  signIn,
  type AgentRequest,
} from './support/console-page.ts';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { openCustomPage, scriptTag } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { ZH } from './support/ui-text.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
const STREAM = '/v1/contact/stream';

let site: TestSite;
let asMei: AgentRequest;
before(async () => {
  site = await TestSite.open();
  await addAgent(site, MEI, 'supervisor');
  asMei = await signInToApi(site, MEI);
});
after(() => site.close());

/** Collects the status streams that a page requests from now on. */
const streamsOf = (page: Page): Request[] => {
  const streams: Request[] = [];
  page.on('request', (request) => request.url().endsWith(STREAM) && streams.push(request));
  return streams;
};

/** Closes a line. Each test uses a line of its own, because everybody sees it closed. */
const close = (line: string, reason: string): Promise<unknown> =>
  asMei('PUT', `/lines/${line}`, {
    closed: { reason, until: Date.now() + 3_600_000 },
  });

/** A VIP member's token that expires after so many seconds. */
const tokenFor = (seconds: number): Promise<string> =>
  new SignJWT({ tier: 'vip', jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'HS256', kid: 'demo-1' })
    .setSubject('m-live')
    .setAudience('xinghe-demo')
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(Buffer.from(site.signing, 'base64url'));

describe('The status of the line', { concurrency: 4 }, () => {
  test('changes in the open panel and on the pill, without a reload, when a supervisor closes or opens the line', async (t) => {
    const [desk, page] = [await site.page(t), await site.page(t)];
    await signIn(desk, site, MEI);
    await site.signIn(page, 'diamond');
    await page.goto(site.shop);
    const { open, panel, pill, button } = widgetOn(page);
    const dot = () =>
      pill.locator('i').evaluate((disc) => getComputedStyle(disc, '::after').backgroundColor);
    const loads: string[] = [];
    page.on('framenavigated', (frame) => loads.push(frame.url()));
    await pill.getByText('钻石专线').waitFor();
    const before = await dot();
    await open();
    await waitForText(panel, ZH.open);

    await desk.getByRole('link', { name: CONSOLE_ZH.team }).click();
    const card = desk
      .getByRole('listitem')
      .filter({ has: desk.getByRole('heading', { name: '钻石专线' }) });
    await card.getByRole('button', { name: CONSOLE_ZH.closeLine }).click();
    const dialog = desk.getByRole('dialog', { name: CONSOLE_ZH.closeLine });
    await dialog.getByRole('radio', { name: '线路故障，正在抢修' }).check();
    await dialog.getByRole('button', { name: CONSOLE_ZH.closeLine }).click();
    await waitForText(panel, ZH.paused);
    await waitForText(panel, '线路故障，正在抢修');
    await button(ZH.close).click();
    await waitForText(pill, ZH.bookOnPill);
    assert.notEqual(await dot(), before);

    await pill.click();
    await waitForText(panel, '线路故障，正在抢修');
    await card.getByRole('button', { name: CONSOLE_ZH.openLine }).click();
    await waitForText(panel, ZH.open);
    assert.equal(await panel.getByText('线路故障').count(), 0);
    await button(ZH.close).click();
    await pill.getByText('钻石专线').waitFor();
    assert.equal(await dot(), before);
    assert.deepEqual(loads, []);
  });

  test('is polled every minute when it cannot be streamed', async (t) => {
    const page = await site.page(t);
    await page.clock.install();
    await page.route(`**${STREAM}`, (route) => route.abort());
    await site.signIn(page, 'normal');
    await page.goto(site.shop);
    const { open, panel } = widgetOn(page);
    const refused = page.waitForEvent('requestfailed', (request) => request.url().endsWith(STREAM));
    await open();
    await refused;
    await close('member', '来电太多，请预约回电');
    assert.equal(await panel.getByText('来电太多').count(), 0);
    await page.clock.fastForward(75_000);
    await waitForText(panel, '来电太多，请预约回电');
  });

  test('is the present one for a guest who goes back to a page, which browsers show from their cache', async (t) => {
    const page = await site.page(t);
    const tag = { head: scriptTag({ desk: site.deskOrigin }) };
    const statusAfter = async (go: () => Promise<unknown>) => {
      const answer = page.waitForResponse('**/v1/contact');
      await go();
      const { status } = (await (await answer).json()) as { status: { reason?: string } };
      return status;
    };
    const first = await statusAfter(() => openCustomPage(site, page, tag));
    await statusAfter(() => openCustomPage(site, page, tag));
    assert.equal(first.reason, undefined);
    await close('public', '设备检修');
    assert.equal((await statusAfter(() => page.goBack())).reason, '设备检修');
  });

  test('costs a member one preflight, and none on the next page', async (t) => {
    const page = await site.page(t);
    const network = await page.context().newCDPSession(page);
    let preflights = 0;
    network.on('Network.requestWillBeSent', ({ request }) => {
      if (request.method === 'OPTIONS') preflights++;
    });
    await network.send('Network.enable');
    await site.signIn(page, 'vip');
    for (const visit of [1, 2]) {
      const answer = page.waitForResponse('**/v1/contact');
      await page.goto(`${site.shop}/?page=${visit}`);
      const { member } = (await (await answer).json()) as { member: { verified: boolean } };
      assert.ok(member.verified);
      assert.equal(preflights, 1, `page ${visit}`);
    }
  });

  test('is streamed only while the panel is open', async (t) => {
    const page = await site.page(t);
    const streams = streamsOf(page);
    await page.clock.install();
    await page.goto(site.shop);
    const { pill, open, button } = widgetOn(page);
    await pill.getByText('客服热线').or(pill.getByText(ZH.bookOnPill)).waitFor();
    await page.clock.fastForward(120_000);
    assert.equal(streams.length, 0);

    const opened = page.waitForResponse(`**${STREAM}`);
    await open();
    assert.equal((await opened).status(), 200);
    const ended = page.waitForEvent('requestfailed', (request) => request === streams[0]);
    await button(ZH.close).click();
    await ended;
    await page.clock.fastForward(120_000);
    assert.equal(streams.length, 1);
  });

  test('is streamed again with a fresh token when the first token expires', async (t) => {
    const page = await site.page(t);
    const streams = streamsOf(page);
    // The first token is for the contact; the second, for the stream, expires soon.
    const given: string[] = [];
    await page.route('**/own-token', async (route) => {
      const token = await tokenFor(given.length === 1 ? 2 : 600);
      given.push(token);
      await route.fulfill({ json: { token } });
    });
    await openCustomPage(site, page, {
      head: scriptTag({ desk: site.deskOrigin, 'member-token-url': '/own-token' }),
    });
    const { pill, open, panel } = widgetOn(page);
    await pill.getByText('VIP').or(pill.getByText(ZH.bookOnPill)).waitFor();
    const again = page.waitForRequest(() => streams.length > 1);
    await open();
    await again;
    const sent = streams
      .slice(0, 2)
      .map((request) => request.headers()['authorization']?.replace('Bearer ', '') ?? '');
    assert.equal(sent[0], given[1]);
    assert.ok(
      given.indexOf(sent[1] ?? '') > 1,
      'the token was requested after the first stream had ended',
    );
    await close('vip', '客服培训');
    await waitForText(panel, '客服培训');
    assert.equal(streams.length, 2);
  });
});

describe('A restart of the desk', () => {
  test('leaves the open panel as it is, and the status is streamed again afterwards', async (t) => {
    const page = await site.page(t);
    const streams = streamsOf(page);
    await page.clock.install();
    await site.signIn(page, 'diamond');
    await page.goto(site.shop);
    const { open, panel, number } = widgetOn(page);
    const begun = page.waitForResponse(`**${STREAM}`);
    await open();
    await begun;
    const broken = page.waitForEvent('requestfailed', (request) => request === streams[0]);
    await site.desk.end('SIGKILL');
    await broken;
    assert.ok(await number.isVisible());
    await site.desk.start();
    const again = page.waitForResponse(`**${STREAM}`);
    await page.clock.fastForward(30_000);
    assert.equal((await again).status(), 200);
    await close('diamond', '系统维护中');
    await waitForText(panel, '系统维护中');
  });
});
