import type { Page } from 'playwright-core';

/** What makes texts hard to read for elderly members, one line for each element. */
export interface HardToRead {
  /** Text that is too small. */
  small: string[];
  /** Lines closer than 1.5 times the text. */
  tight: string[];
  /** Paragraphs with less room between them than 1.3 times the room between their lines. */
  crowded: string[];
  /** Buttons with an icon and no word. */
  wordless: string[];
}

/** Style and place of the texts and buttons that the page's first widget shows, px. */
const measure = (page: Page) =>
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
          !element.closest('svg,style,option,.visually-hidden'),
      )
      .map((element) => {
        const { fontSize, lineHeight } = getComputedStyle(element);
        const after = element.nextElementSibling;
        return {
          what: `${element.localName}.${element.className} ${element.textContent?.trim().slice(0, 24) ?? ''}`,
          hasText: [...element.childNodes].some(
            (node) => node.nodeType === 3 && node.textContent?.trim(),
          ),
          size: parseFloat(fontSize),
          line: parseFloat(lineHeight),
          /** Room to the paragraph that follows. */
          room:
            element.matches('p,h3') && element.innerText && after?.matches('p:not(:empty),h3')
              ? after.getBoundingClientRect().top - element.getBoundingClientRect().bottom
              : Infinity,
          isWordless:
            element.matches('button,a') &&
            !!element.querySelector('svg') &&
            !element.innerText.trim() &&
            /^(?:none|normal)?$/.test(getComputedStyle(element, '::after').content),
        };
      });
  });

/** @param least size of text, px */
export const hardToRead = async (page: Page, least: number): Promise<HardToRead> => {
  const all = await measure(page);
  const texts = all.filter(({ hasText }) => hasText);
  return {
    small: texts.filter(({ size }) => size < least).map(({ what, size }) => `${what}: ${size}`),
    tight: texts
      .filter(({ size, line }) => line < size * 1.5 - 0.1)
      .map(({ what, size, line }) => `${what}: ${line / size}`),
    crowded: all
      .filter(({ room, line, size }) => room < (line - size) * 1.3 - 0.1)
      .map(({ what, room }) => `${what}: ${room}`),
    wordless: all.filter(({ isWordless }) => isWordless).map(({ what }) => what),
  };
};
