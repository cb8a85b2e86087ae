import type { Page } from 'playwright-core';

/** An element of the widget that shows, as measured in the page: px. */
export interface Shown {
  /** Tag, and what it is called or says. */
  what: string;
  interactive: boolean;
  width: number;
  height: number;
  left: number;
  right: number;
  /** By how much its content is wider than the room it has, where it hides or scrolls what is too wide; an ellipsis is no loss. */
  overflow: number;
}

/** All elements of the page's first widget that show, from the pill down to the last leaf. */
export const shownElements = (page: Page): Promise<Shown[]> =>
  page.evaluate(() => {
    const elements = [document.querySelector('hotline-widget') as HTMLElement];
    // Grows while it is walked.
    for (const element of elements)
      if (element.shadowRoot)
        elements.push(...element.shadowRoot.querySelectorAll<HTMLElement>('*'));
    return elements
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) &&
          element.getClientRects().length &&
          !element.closest('svg,.visually-hidden'),
      )
      .map((element) => {
        // A tick box is pressed by its label too.
        const target = element.matches('input[type=checkbox],input[type=radio],input[type=file]')
          ? (element.closest('label') ?? element)
          : element;
        const { width, height, left, right } = target.getBoundingClientRect();
        return {
          what: `${element.localName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 24) ?? ''} ${element.id}`,
          interactive: element.matches('a[href],button,input,select,textarea,summary'),
          width,
          height,
          left,
          right,
          overflow:
            getComputedStyle(element).overflowX === 'visible' ||
            getComputedStyle(element).textOverflow === 'ellipsis'
              ? 0
              : element.scrollWidth - element.clientWidth,
        };
      });
  });

/** Interactive elements smaller than `least` px in a direction. */
export const tooSmall = async (page: Page, least: number): Promise<string[]> =>
  (await shownElements(page))
    .filter(
      ({ interactive, width, height }) =>
        interactive && (width < least - 0.5 || height < least - 0.5),
    )
    .map(({ what, width, height }) => `${what}: ${width.toFixed()} × ${height.toFixed()}`);

/** Elements that reach out of the window, or hold more than fits. A field scrolls what is typed. */
export const tooWide = async (page: Page): Promise<string[]> => {
  const room = page.viewportSize()?.width ?? 0;
  return (await shownElements(page))
    .filter(
      ({ what, left, right, overflow }) =>
        left < -0.5 ||
        right > room + 0.5 ||
        (overflow > 0 && !/^(input|select|textarea)/.test(what)),
    )
    .map(
      ({ what, left, right, overflow }) =>
        `${what}: ${left.toFixed()} to ${right.toFixed()} of ${room}, overflows by ${overflow}`,
    );
};

/** Every word that the page's first widget shows or has a screen reader say. */
export const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const elements = [document.querySelector('hotline-widget') as HTMLElement];
    for (const element of elements)
      if (element.shadowRoot)
        elements.push(...element.shadowRoot.querySelectorAll<HTMLElement>('*:not(style)'));
    return elements
      .flatMap((element) => [
        ...[...element.childNodes]
          .filter(({ nodeType }) => nodeType === 3)
          .map(({ textContent }) => textContent?.trim() ?? ''),
        ...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
      ])
      .filter(Boolean);
  });
