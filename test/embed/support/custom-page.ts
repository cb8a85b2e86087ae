import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import type { TestSite } from './test-site.ts';

export interface CustomPage {
  head?: string;
  body?: string;
  headers?: Record<string, string>;
  lang?: string;
  /** One of the shop's origins; `http://localhost` by default. */
  origin?: string;
}

/** Opens a page with this markup, served from the shop's origin. */
export async function openCustomPage(
  site: TestSite,
  page: Page,
  { head = '', body = '', headers = {}, lang = 'zh-CN', origin = site.shop }: CustomPage,
): Promise<void> {
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A shop</title>${head}</head><body>${body}</body></html>`;
  await page.goto(origin + site.addPage(html, headers));
}

/** The widget's script tag. `attributes` are named without their `data-`. */
export const scriptTag = (
  attributes: Record<string, string>,
  { src = '/hotline/hotline.js', how = 'async' } = {},
): string => {
  const data = Object.entries(attributes).map(([name, value]) => ` data-${name}='${value}'`);
  return `<script ${how} src="${src}"${data.join('')}></script>`;
};

/** Starts a server that ends with the test; resolves to its origin. */
export async function startServer(test: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

let released = Promise.resolve();

/**
 * Waits until no other test uses the clipboard, which all pages of a browser share; the test then
 * has it until it ends.
 */
export async function reserveClipboard(test: TestContext): Promise<void> {
  const free = released;
  released = new Promise<void>((release) => test.after(() => release()));
  await free;
}

/** Pastes the clipboard into a field of the page; resolves to its text. */
export async function pasteClipboard(page: Page): Promise<string> {
  const field = page.getByLabel('paste here');
  if (!(await field.count()))
    await page.evaluate(() =>
      document.body.insertAdjacentHTML(
        'afterbegin',
        '<textarea aria-label="paste here"></textarea>',
      ),
    );
  await field.fill('');
  await field.press('Control+V');
  return field.inputValue();
}
