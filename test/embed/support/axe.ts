import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

let source: Promise<string> | undefined;

/** A selector, or several, each inside its list of shadow roots or frames. */
type Elements = string | { include: string[][] };

/** The options of `axe.run` that the tests use. */
interface Options {
  runOnly?: string[];
  rules?: Record<string, { enabled: boolean }>;
}

interface Findings {
  /** How many rules passed. */
  passes: number;
  /** One line for each element that violates a rule. */
  violations: string[];
}

/**
 * Runs axe-core in the page, on these elements or the whole document. The page gets axe-core once,
 * because sending and compiling it takes longer than running it.
 */
export async function runAxe(
  page: Page,
  elements?: Elements,
  options: Options = {},
): Promise<Findings> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await page.evaluate(await source);
  }
  return page.evaluate(
    async ([elements, options]) => {
      const { axe } = window as unknown as {
        axe: { run(context: Elements | Document, options: object): Promise<AxeResults> };
      };
      const { passes, violations } = await axe.run(elements ?? document, {
        resultTypes: ['violations'],
        ...options,
      });
      return {
        passes: passes.length,
        violations: violations.flatMap(({ id, help, nodes }) =>
          nodes.map(
            ({ html, any }) =>
              `${id}: ${help}: ${html.slice(0, 140)} ${any.map(({ message }) => message).join(' ')}`,
          ),
        ),
      };
    },
    [elements, options] as const,
  );
}
