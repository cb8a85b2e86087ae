import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** What a page reported while a test had it. */
export interface Report {
  /** Uncaught errors. */
  uncaught: string[];
  /** `console.error` and warnings of violated policies. */
  complaints: string[];
}

/** Members of a page by which a test changes what {@link Visit.reset} does not set back. */
const LASTING: ReadonlySet<string | symbol> = new Set([
  'addInitScript',
  'addListener',
  'clock',
  'close',
  'context',
  'emulateMedia',
  'exposeBinding',
  'exposeFunction',
  'on',
  'once',
  'setDefaultNavigationTimeout',
  'setDefaultTimeout',
  'setExtraHTTPHeaders',
  'setViewportSize',
] satisfies (keyof Page)[]);

/** A page in a browser context of its own. */
export class Visit {
  readonly page: Page;
  report: Report = { uncaught: [], complaints: [] };
  /** Whether a test used one of {@link LASTING}. */
  private isChanged = false;

  private constructor(
    private readonly real: Page,
    private readonly context: BrowserContext,
    private readonly session: CDPSession | undefined,
  ) {
    context.on('weberror', (error) => this.report.uncaught.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error' || /violates|Trusted Types/i.test(message.text()))
        this.report.complaints.push(message.text());
    });
    this.page = session
      ? new Proxy(real, {
          get: (target, name) => {
            if (LASTING.has(name)) this.isChanged = true;
            const value: unknown = Reflect.get(target, name, target);
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          },
        })
      : real;
  }

  /** @param isReusable Whether {@link reset} will be called */
  static async open(context: BrowserContext, isReusable = false): Promise<Visit> {
    const page = await context.newPage();
    return new Visit(page, context, isReusable ? await context.newCDPSession(page) : undefined);
  }

  /**
   * Makes the page as good as new: blank, without cookies, storage or cache. Its routes must be gone.
   * @returns false if that is not possible
   */
  async reset(origins: readonly string[]): Promise<boolean> {
    const { real: page, context, session } = this;
    if (!session || this.isChanged || this.report.uncaught.length > 0) return false;
    await page.evaluate(() => {
      try {
        sessionStorage.clear();
      } catch {
        // This page has none.
      }
    });
    await page.mouse.move(0, 0);
    await page.goto('about:blank');
    await Promise.all([
      context.clearCookies(),
      session.send('Network.clearBrowserCache'),
      ...origins.map((origin) =>
        session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' }),
      ),
    ]);
    return !this.isChanged && context.pages().length === 1;
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

/**
 * Pages that tests use one after the other. A page that is reset costs a third less than a new one,
 * whose process has to start and load the fonts.
 */
export class PagePool {
  private readonly free: Visit[] = [];

  constructor(private readonly newContext: () => Promise<BrowserContext>) {}

  async take(): Promise<Visit> {
    const visit = this.free.pop();
    if (!visit) return Visit.open(await this.newContext(), true);
    visit.report = { uncaught: [], complaints: [] };
    return visit;
  }

  /** Takes a page back. */
  async put(visit: Visit, origins: readonly string[]): Promise<void> {
    const isNew = await visit.reset(origins).catch(() => false);
    if (isNew) this.free.push(visit);
    else await visit.close();
  }

  async close(): Promise<void> {
    await Promise.all(this.free.splice(0).map((visit) => visit.close()));
  }
}
