import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { browserArgs, findBrowser, findTestBrowser } from '../../../tools/browser.mjs';
import { Desk } from './desk-process.ts';
import { PagePool, Visit } from './page-pool.ts';
import { openShop, VISITOR_COOKIE, type Shop } from './shop-server.mjs';

/** A host whose plain HTTP pages have no clipboard API and no `crypto.subtle`, as in many shops. */
export const PLAIN_HOST = 'shop.test';

/** How long a page may take for one step, on a machine that is busy with other tests: ms. */
const STEP_TIMEOUT_MS = 30_000;

/** How most tests visit. */
const VISITOR: BrowserContextOptions = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  viewport: { width: 1280, height: 900 },
  reducedMotion: 'reduce',
};

/** A page and the errors that it logs. */
export interface WatchedPage {
  page: Page;
  /** `console.error` and warnings of violated policies. */
  complaints: string[];
}

/**
 * Opened by the first `take`, shared by all later ones, and closed after the last `release`. Test
 * files that run in one process share a browser and a site this way.
 */
class Shared<T extends { close(): Promise<void> }> {
  private users = 0;
  private opened: Promise<T> | undefined;

  constructor(private readonly open: () => Promise<T>) {}

  take(): Promise<T> {
    this.users += 1;
    return (this.opened ??= this.open());
  }

  async release(): Promise<void> {
    this.users -= 1;
    const { opened } = this;
    if (this.users > 0 || !opened) return;
    this.opened = undefined;
    await (await opened).close();
  }
}

/** `ignoreDefaultArgs`: flags of Playwright that the browser must not have. */
const launchBrowser = async (
  executablePath: string | undefined,
  ignoreDefaultArgs: string[] = [],
): Promise<Browser> => {
  assert.ok(executablePath, 'Chrome, Chromium or Edge is installed');
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs,
    args: [...browserArgs, '--host-resolver-rules=MAP *.test 127.0.0.1'],
  });
};

const sharedBrowser = new Shared(() => launchBrowser(findTestBrowser()));
const sharedSite = new Shared(() => TestSite.open());

interface VisitorOptions extends BrowserContextOptions {
  /**
   * Whether Back restores pages from memory. Playwright's browsers do not, nor do headless shells;
   * this starts one that does.
   */
  backForwardCache?: boolean;
}

/** The demo shop, the desk on an origin of its own, and a browser. */
export class TestSite {
  /** Pages by the options of their browser contexts, as JSON. */
  private readonly pools = new Map<string, PagePool>();

  private constructor(
    private readonly folder: string,
    private readonly openedShop: Shop,
    readonly desk: Desk,
    private readonly browser: Browser,
  ) {}

  /**
   * A shop and a desk of the file's own, for tests that restart the desk, close lines, sign in
   * agents or count what is in the queue.
   */
  static async open(): Promise<TestSite> {
    const folder = await mkdtemp(join(tmpdir(), 'hotline-e2e-'));
    const shop = await openShop(folder, ['localhost', PLAIN_HOST]);
    const desk = new Desk(shop.data);
    const site = new TestSite(folder, shop, desk, await sharedBrowser.take());
    try {
      await desk.start();
    } catch (error) {
      // What stays open would keep the process of the tests alive.
      await site.close();
      throw error;
    }
    shop.useDesk(desk.port);
    return site;
  }

  /**
   * The shop and the desk that files share, for tests that get along with the tickets of others. No
   * agent may sign in there: while agents are signed in, or were lately, the status of every line
   * depends on them.
   */
  static shared(): Promise<TestSite> {
    return sharedSite.take();
  }

  /** Releases the site of {@link shared}. */
  static release(): Promise<void> {
    return sharedSite.release();
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
    await sharedBrowser.release();
    await this.desk.end('SIGTERM');
    await this.openedShop.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The shop's origin. */
  get shop(): string {
    return `http://localhost:${this.openedShop.port}`;
  }

  /** The shop's origin at a host that browsers do not trust. */
  get plainShop(): string {
    return `http://${PLAIN_HOST}:${this.openedShop.port}`;
  }

  get deskOrigin(): string {
    return `http://localhost:${this.desk.port}`;
  }

  /** The secret that signs members' tokens, base64url. */
  get signing(): string {
    return this.openedShop.data.signing;
  }

  /** Whether the shop accepts the desk's webhooks, or answers 503. */
  acceptWebhooks(does: boolean): void {
    this.openedShop.acceptWebhooks(does);
  }

  /** Serves one more page of the shop; returns its path. */
  addPage(html: string, headers: Record<string, string> = {}): string {
    return this.openedShop.addPage(html, headers);
  }

  /**
   * Opens a page without cookies, storage or cache, in a browser context that no other test uses
   * meanwhile. An uncaught error in it fails the test.
   */
  async visitor(
    test: TestContext,
    { backForwardCache = false, ...options }: VisitorOptions = {},
  ): Promise<WatchedPage> {
    const pool = this.poolOf(options);
    const own = backForwardCache
      ? await launchBrowser(findBrowser(), ['--disable-back-forward-cache'])
      : undefined;
    const visit = own ? await Visit.open(await this.newContext(own, options)) : await pool.take();
    const { page, report } = visit;
    test.after(async () => {
      // Handlers of requests that are still under way may fail now.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      if (own) await own.close();
      else await pool.put(visit, [this.shop, this.plainShop, this.deskOrigin]);
      assert.deepEqual(report.uncaught, [], 'no error of the page went uncaught');
    });
    return { page, complaints: report.complaints };
  }

  /** Opens a page as `visitor` does, where its log does not matter. */
  async page(test: TestContext, options?: VisitorOptions): Promise<Page> {
    return (await this.visitor(test, options)).page;
  }

  /**
   * Signs in to the shop by the request that its form sends, as a member whom no other test has.
   *
   * @param as the page of another device whose member it is
   */
  async signIn(page: Page, tier: 'normal' | 'vip' | 'diamond' | 'guest', as?: Page): Promise<void> {
    const context = page.context();
    const known = (cookies: { name: string; value: string }[]) =>
      cookies.find(({ name }) => name === VISITOR_COOKIE)?.value;
    const visitor = as && known(await as.context().cookies(this.shop));
    if (visitor !== undefined || known(await context.cookies(this.shop)) === undefined)
      await context.addCookies([
        { name: VISITOR_COOKIE, value: visitor ?? randomUUID(), url: this.shop },
      ]);
    const answer = await page.request.post(`${this.shop}/login`, { form: { tier, next: '/' } });
    assert.equal(answer.status(), 200);
  }

  private poolOf(options: BrowserContextOptions): PagePool {
    const key = JSON.stringify(options);
    const pool = this.pools.get(key) ?? new PagePool(() => this.newContext(this.browser, options));
    this.pools.set(key, pool);
    return pool;
  }

  private async newContext(
    browser: Browser,
    options: BrowserContextOptions = {},
  ): Promise<BrowserContext> {
    const context = await browser.newContext({ ...VISITOR, ...options });
    context.setDefaultTimeout(STEP_TIMEOUT_MS);
    return context;
  }
}
