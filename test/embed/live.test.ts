import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SignJWT } from 'jose';
import type { Page, Request } from 'playwright-core';
import { actAs, addAgent, DESK_ZH, signIn, type AsAgent } from './support/console.ts';
import { hotlineOn, says } from './support/hotline.ts';
import { goToOwnPage, tag } from './support/own-page.ts';
import { Stage } from './support/stage.ts';
import { ZH } from './support/words.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
const STREAM = '/v1/contact/stream';

let stage: Stage;
let asMei: AsAgent;
before(async () => {
  stage = await Stage.open();
  await addAgent(stage, MEI, 'supervisor');
  asMei = await actAs(stage, MEI);
});
after(() => stage.close());

/** The streams that a page asks for, from now on. */
const streamsOf = (page: Page): Request[] => {
  const streams: Request[] = [];
  page.on('request', (request) => request.url().endsWith(STREAM) && streams.push(request));
  return streams;
};

/** Tests keep to lines of their own: closing one is seen by all who look. */
const close = (line: string, reason: string): Promise<unknown> =>
  asMei('PUT', `/lines/${line}`, { closed: { reason } });

/** The shop's word for a VIP member, good for so many seconds. */
const tokenFor = (seconds: number): Promise<string> =>
  new SignJWT({ tier: 'vip', jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'HS256', kid: 'demo-1' })
    .setSubject('m-live')
    .setAudience('xinghe-demo')
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(Buffer.from(stage.signing, 'base64url'));

describe('The status of the line', { concurrency: 4 }, () => {
  test('Follows in the open panel and on the pill what a supervisor says in the console, without a reload', async (t) => {
    const [desk, page] = [await stage.page(t), await stage.page(t)];
    await signIn(desk, stage, MEI);
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    const { open, panel, pill, button } = hotlineOn(page);
    const dot = () =>
      pill.locator('i').evaluate((disc) => getComputedStyle(disc, '::after').backgroundColor);
    const loads: string[] = [];
    page.on('framenavigated', (frame) => loads.push(frame.url()));
    await pill.getByText('钻石专线').waitFor();
    const before = await dot();
    await open();
    await says(panel, ZH.open);

    await desk.getByRole('link', { name: DESK_ZH.team }).click();
    const card = desk
      .getByRole('listitem')
      .filter({ has: desk.getByRole('heading', { name: '钻石专线' }) });
    await card.getByRole('button', { name: DESK_ZH.closeLine }).click();
    const dialog = desk.getByRole('dialog', { name: DESK_ZH.closeLine });
    await dialog.getByRole('radio', { name: '线路故障，正在抢修' }).check();
    await dialog.getByRole('button', { name: DESK_ZH.closeLine }).click();
    await says(panel, ZH.closed);
    await says(panel, '线路故障，正在抢修');
    await button(ZH.close).click();
    await says(pill, ZH.bookOnPill);
    assert.notEqual(await dot(), before);

    await pill.click();
    await says(panel, '线路故障，正在抢修');
    await card.getByRole('button', { name: DESK_ZH.openLine }).click();
    await says(panel, ZH.open);
    assert.equal(await panel.getByText('线路故障').count(), 0);
    await button(ZH.close).click();
    await pill.getByText('钻石专线').waitFor();
    assert.equal(await dot(), before);
    assert.deepEqual(loads, []);
  });

  test('Is asked for every minute where it cannot be streamed', async (t) => {
    const page = await stage.page(t);
    await page.clock.install();
    await page.route(`**${STREAM}`, (route) => route.abort());
    await stage.signIn(page, 'normal');
    await page.goto(stage.shop);
    const { open, panel } = hotlineOn(page);
    const refused = page.waitForEvent('requestfailed', (request) => request.url().endsWith(STREAM));
    await open();
    await refused;
    await close('member', '来电太多，请预约回电');
    assert.equal(await panel.getByText('来电太多').count(), 0);
    await page.clock.fastForward(75_000);
    await says(panel, '来电太多，请预约回电');
  });

  test('Is streamed only while the panel is open', async (t) => {
    const page = await stage.page(t);
    const streams = streamsOf(page);
    await page.clock.install();
    await page.goto(stage.shop);
    const { pill, open, button } = hotlineOn(page);
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

  test('Is streamed anew with a fresh token when the one that began it has ended', async (t) => {
    const page = await stage.page(t);
    const streams = streamsOf(page);
    // The first is for the Contact; the second, for the stream, is about to run out.
    const given: string[] = [];
    await page.route('**/own-token', async (route) => {
      const token = await tokenFor(given.length === 1 ? 2 : 600);
      given.push(token);
      await route.fulfill({ json: { token } });
    });
    await goToOwnPage(stage, page, {
      head: tag({ desk: stage.deskOrigin, 'member-token-url': '/own-token' }),
    });
    const { pill, open, panel } = hotlineOn(page);
    await pill.getByText('VIP').or(pill.getByText(ZH.bookOnPill)).waitFor();
    const again = page.waitForRequest(() => streams.length > 1);
    await open();
    await again;
    const sent = streams
      .slice(0, 2)
      .map((request) => request.headers()['authorization']?.replace('Bearer ', '') ?? '');
    assert.equal(sent[0], given[1]);
    assert.ok(given.indexOf(sent[1] ?? '') > 1, 'asked for after the first had ended');
    await close('vip', '客服培训');
    await says(panel, '客服培训');
    assert.equal(streams.length, 2);
  });
});

describe('A restart of the desk', () => {
  test('Leaves the open panel with what it shows, and the status is streamed again after it', async (t) => {
    const page = await stage.page(t);
    const streams = streamsOf(page);
    await page.clock.install();
    await stage.signIn(page, 'diamond');
    await page.goto(stage.shop);
    const { open, panel, number } = hotlineOn(page);
    const begun = page.waitForResponse(`**${STREAM}`);
    await open();
    await begun;
    const broken = page.waitForEvent('requestfailed', (request) => request === streams[0]);
    await stage.desk.end('SIGKILL');
    await broken;
    assert.ok(await number.isVisible());
    await stage.desk.start();
    const again = page.waitForResponse(`**${STREAM}`);
    await page.clock.fastForward(30_000);
    assert.equal((await again).status(), 200);
    await close('diamond', '系统维护中');
    await says(panel, '系统维护中');
  });
});
