import type { Page } from 'playwright-core';

/** What makes texts hard to read for elderly members, one line for each element. */
export interface HardToRead {
  /** Text that is too small. */
  small: string[];
  /** Lines closer than 1.5 times the text. */
  tight: string[];
  /** Paragraphs with less room between them than 1.3 times the room between their lines. */
  crowded: string[];
  /** Text with a contrast of less than 7 : 1, also on a gradient, which axe-core leaves out. */
  faint: string[];
  /** Fields that do not show all of a phone number, or of their placeholder. */
  cut: string[];
  /** Elements that lie over the next one. */
  covering: string[];
  /** Buttons with an icon and no word. */
  wordless: string[];
}

/** Style and place of the texts and buttons that the page's first widget shows, px. */
const measure = (page: Page) =>
  page.evaluate(() => {
    type Colour = [number, number, number, number];
    // Methods, because the compiler adds to other functions with a name what a page does not have.
    const tools = {
      colours(css: string): Colour[] {
        return [...css.matchAll(/rgba?\(([^)]*)\)/g)].map(([, numbers = '']) => {
          const [red = 0, green = 0, blue = 0, alpha = 1] = numbers.split(/[ ,/]+/).map(Number);
          return [red, green, blue, alpha];
        });
      },
      over(top: Colour, ground: Colour): Colour {
        const [red, green, blue, alpha] = top;
        const rest = 1 - alpha;
        return [
          red * alpha + ground[0] * rest,
          green * alpha + ground[1] * rest,
          blue * alpha + ground[2] * rest,
          1,
        ];
      },
      /** The colours behind an element: each stop, if it is a gradient. */
      grounds(element: Element | null): Colour[] {
        if (!element) return [[255, 255, 255, 1]];
        const { backgroundColor, backgroundImage } = getComputedStyle(element);
        const stops = element.matches('select') ? [] : tools.colours(backgroundImage);
        if (stops.length) return stops;
        const [colour = [0, 0, 0, 0] as Colour] = tools.colours(backgroundColor);
        if (colour[3] === 1) return [colour];
        const around =
          element.assignedSlot ??
          element.parentElement ??
          (element.getRootNode() as Partial<ShadowRoot>).host;
        return tools.grounds(around ?? null).map((ground) => tools.over(colour, ground));
      },
      light(colour: Colour): number {
        const [red, green, blue] = colour
          .slice(0, 3)
          .map((value) => value / 255)
          .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
        return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
      },
      /** The lowest contrast of the text of an element (WCAG 2.2, 1.4.6). */
      contrast(element: Element): number {
        const { color, opacity } = getComputedStyle(element);
        const [text = [0, 0, 0, 1] as Colour] = tools.colours(color);
        text[3] *= Number(opacity);
        return Math.min(
          ...tools.grounds(element).map((ground) => {
            const both = [tools.light(tools.over(text, ground)), tools.light(ground)];
            return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
          }),
        );
      },
      /** By how much what a field says is wider than the field. */
      cut(field: HTMLInputElement): number {
        const pen = document.createElement('canvas').getContext('2d');
        if (!pen) return 0;
        const { fontFamily, paddingLeft, paddingRight } = getComputedStyle(field);
        const { fontSize } = getComputedStyle(field, field.value ? null : '::placeholder');
        pen.font = `${fontSize} ${fontFamily}`;
        const { width } = pen.measureText(field.value || field.placeholder);
        return width - field.clientWidth + parseFloat(paddingLeft) + parseFloat(paddingRight);
      },
    };
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
        const hasText = [...element.childNodes].some(
          (node) => node.nodeType === 3 && node.textContent?.trim(),
        );
        const room = after?.getClientRects().length
          ? after.getBoundingClientRect().top - element.getBoundingClientRect().top
          : Infinity;
        return {
          what: `${element.localName}.${element.className} ${element.textContent?.trim().slice(0, 24) ?? ''}`,
          hasText,
          size: parseFloat(fontSize),
          line: parseFloat(lineHeight),
          /** Room to the paragraph that follows. */
          room:
            element.matches('p:not(.label,.known),h3') &&
            element.innerText &&
            after?.matches('p:not(:empty),h3,ul')
              ? room - element.offsetHeight
              : Infinity,
          /** Whether the next part of the panel begins before this one ends. */
          isOver:
            !!element.parentElement?.matches('.body') &&
            room > 0 &&
            room < element.scrollHeight - 1,
          contrast: hasText ? tools.contrast(element) : Infinity,
          // Order numbers may be longer than any field.
          cut: element.matches('input[type=tel],input:placeholder-shown')
            ? tools.cut(element as HTMLInputElement)
            : 0,
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
    faint: texts
      .filter(({ contrast }) => contrast < 7)
      .map(({ what, contrast }) => `${what}: ${contrast.toFixed(2)}`),
    cut: all.filter(({ cut }) => cut > 1).map(({ what, cut }) => `${what}: ${cut.toFixed()}`),
    covering: all.filter(({ isOver }) => isOver).map(({ what }) => what),
    wordless: all.filter(({ isWordless }) => isWordless).map(({ what }) => what),
  };
};
