import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../../tools/browser.mjs';
import { Desk } from './desk.ts';
import { openShop, type Shop } from './shop.mjs';

/** A page over plain HTTP from such a host has no clipboard API and no `crypto.subtle`, as on many shops. */
export const PLAIN_HOST = 'shop.test';

/** Nothing on this machine takes longer, however busy it is: ms. */
const PATIENCE = 10_000;

/** What a page complained of. */
export interface Watched {
  page: Page;
  /** `console.error` and warnings of violated policies. */
  complaints: string[];
}

/** The demo shop, the desk on its own origin, and a browser: shared by the tests of a file. */
export class Stage {
  private constructor(
    private readonly folder: string,
    private readonly openedShop: Shop,
    readonly desk: Desk,
    readonly browser: Browser,
  ) {}

  /** `ignoreDefaultArgs`: flags that the driver adds by itself, and a test wants gone. */
  static async open(ignoreDefaultArgs: string[] = []): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'hotline-e2e-'));
    const shop = await openShop(folder, ['localhost', PLAIN_HOST]);
    const desk = new Desk(shop.data);
    const executablePath = findBrowser();
    assert.ok(executablePath, 'Chrome, Chromium or Edge is installed');
    const [browser] = await Promise.all([
      chromium.launch({
        executablePath,
        ignoreDefaultArgs,
        args: [...browserArgs, '--host-resolver-rules=MAP *.test 127.0.0.1'],
      }),
      desk.start(),
    ]);
    shop.useDesk(desk.port);
    return new Stage(folder, shop, desk, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.desk.end('SIGTERM');
    await this.openedShop.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The shop's origin. */
  get shop(): string {
    return `http://localhost:${this.openedShop.port}`;
  }

  /** The shop by a name that browsers do not trust. */
  get plainShop(): string {
    return `http://${PLAIN_HOST}:${this.openedShop.port}`;
  }

  get deskOrigin(): string {
    return `http://localhost:${this.desk.port}`;
  }

  /** What the shop signs its members' tokens with: base64url. */
  get signing(): string {
    return this.openedShop.data.signing;
  }

  /** Whether the shop takes what the desk tells it, or answers that it cannot. */
  hearEvents(does: boolean): void {
    this.openedShop.hearEvents(does);
  }

  /** Serves one more page of the shop, at the path that it returns. */
  addPage(html: string, headers: Record<string, string> = {}): string {
    return this.openedShop.addPage(html, headers);
  }

  /** A fresh visitor with a page of their own. What nobody caught in the page fails the test. */
  async visitor(test: TestContext, options: BrowserContextOptions = {}): Promise<Watched> {
    const context = await this.browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    const uncaught: string[] = [];
    const complaints: string[] = [];
    context.on('weberror', (error) => uncaught.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error' || /violates|Trusted Types/i.test(message.text()))
        complaints.push(message.text());
    });
    const page = await context.newPage();
    test.after(async () => {
      // Answers that are still being altered are of no interest any more.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
      assert.deepEqual(uncaught, [], 'no error of the page went uncaught');
    });
    return { page, complaints };
  }

  /** The same, where complaints do not matter. */
  async page(test: TestContext, options?: BrowserContextOptions): Promise<Page> {
    return (await this.visitor(test, options)).page;
  }

  /** Signs in as the shop's form does. */
  async signIn(page: Page, tier: 'normal' | 'vip' | 'diamond' | 'guest'): Promise<void> {
    const answer = await page.request.post(`${this.shop}/login`, { form: { tier, next: '/' } });
    assert.equal(answer.status(), 200);
  }
}
