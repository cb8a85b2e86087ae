import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';

export interface OwnPage {
  head?: string;
  body?: string;
  headers?: Record<string, string>;
  lang?: string;
  /** An origin of the shop's; the trusted one where absent. */
  origin?: string;
}

/** Goes to a page that is not the demo's, at the shop's own origin. */
export async function goToOwnPage(
  stage: Stage,
  page: Page,
  { head = '', body = '', headers = {}, lang = 'zh-CN', origin = stage.shop }: OwnPage,
): Promise<void> {
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A shop</title>${head}</head><body>${body}</body></html>`;
  await page.goto(origin + stage.addPage(html, headers));
}

/** The script tag; `attributes` are those that begin with `data-`, without that. */
export const tag = (
  attributes: Record<string, string>,
  { src = '/hotline/hotline.js', how = 'async' } = {},
): string => {
  const data = Object.entries(attributes).map(([name, value]) => ` data-${name}='${value}'`);
  return `<script ${how} src="${src}"${data.join('')}></script>`;
};

/** A server of the test's own, gone when the test is over. Returns its origin. */
export async function serve(test: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** What lies on the clipboard, as a member finds out: by pasting it. */
export async function paste(page: Page): Promise<string> {
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
