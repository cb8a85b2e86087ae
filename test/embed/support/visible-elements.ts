import type { Page } from 'playwright-core';

/** A visible element of the widget and its place in the page, px. */
export interface VisibleElement {
  /** Tag, accessible name or text, and id. */
  what: string;
  interactive: boolean;
  width: number;
  height: number;
  left: number;
  right: number;
  /**
   * By how much its content is wider than the element that clips or scrolls it. Text that ends in
   * an ellipsis does not count.
   */
  overflow: number;
}

/** All visible elements of the page's first widget, through its shadow roots. */
export const visibleElements = (page: Page): Promise<VisibleElement[]> =>
  page.evaluate(() => {
    const elements = [document.querySelector('hotline-widget') as HTMLElement];
    // The list grows during the loop.
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
        // The label of a checkbox is part of its target.
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

/** Describes the interactive elements that are narrower or lower than `minimum` px. */
export const smallTargets = async (page: Page, minimum: number): Promise<string[]> =>
  (await visibleElements(page))
    .filter(
      ({ interactive, width, height }) =>
        interactive && (width < minimum - 0.5 || height < minimum - 0.5),
    )
    .map(({ what, width, height }) => `${what}: ${width.toFixed()} × ${height.toFixed()}`);

/**
 * Describes the elements that stick out of the window or overflow sideways. Fields may: they scroll
 * what is typed.
 */
export const overflowing = async (page: Page): Promise<string[]> => {
  const room = page.viewportSize()?.width ?? 0;
  return (await visibleElements(page))
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

/** All texts and accessible names of the page's first widget. */
export const textsOf = (page: Page): Promise<string[]> =>
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
