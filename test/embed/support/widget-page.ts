import type { Locator, Page } from 'playwright-core';
import { ZH } from './ui-text.ts';

/** Locators and actions for the widget on a page. */
export const widgetOn = (page: Page, words = ZH) => {
  const widget = page.locator('hotline-widget');
  const pill = widget.locator('[part=launcher]');
  const panel = page.getByRole('dialog');
  const button = (name: string | RegExp): Locator => panel.getByRole('button', { name });
  const phone = panel.getByLabel(words.phone);
  const topic = panel.getByRole('combobox', { name: words.topic });
  const submit = panel.getByRole('button', { name: words.submit });

  /** Opens the panel, and waits for its home view. */
  const open = async (): Promise<void> => {
    await pill.click();
    await panel.getByRole('heading', { name: words.checklist }).waitFor();
  };

  /** In the open form: shows the field for the number, also to a member whose number is known. */
  const typeNumber = async (): Promise<void> => {
    await submit.waitFor();
    const other = button(words.otherPhone);
    if (await other.isVisible()) await other.click();
    await phone.waitFor();
  };

  /** Opens the panel and the callback form, whether the line is open or closed. */
  const openForm = async (): Promise<void> => {
    await open();
    await button(words.askCallback).click();
    await typeNumber();
  };

  /** Fills in number and topic. */
  const fill = async (number: string, label = words.topics.notArrived): Promise<void> => {
    await typeNumber();
    await phone.fill(number);
    await topic.selectOption({ label });
  };

  /** The twelve digits of the visible ticket's number. */
  const ticketNumber = async (): Promise<string> =>
    (await panel.getByText(/^\d{6}-\d{5}-\d$/).innerText()).replace(/\D/g, '');

  return {
    widget,
    pill,
    panel,
    button,
    phone,
    topic,
    typeNumber,
    open,
    openForm,
    fill,
    ticketNumber,
    number: panel.locator('[part=number]'),
    order: panel.getByRole('textbox', { name: words.order }),
    note: panel.getByRole('textbox', { name: words.note }),
    submit,
    /** Fills in and submits the open callback form; resolves to the ticket's number. */
    async ask(number: string, label?: string): Promise<string> {
      await fill(number, label);
      await submit.click();
      return ticketNumber();
    },
  };
};

/** Waits until the element contains this text. */
export const waitForText = (locator: Locator, text: string | RegExp): Promise<void> =>
  locator.filter({ hasText: text }).first().waitFor();

/** Accessible name, text and id of the element that has the focus. */
export const focusedElement = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''} ${element?.id ?? ''}`.trim();
  });

/** Waits until an element with this name or text has the focus. */
export const waitForFocus = async (page: Page, name: string): Promise<void> => {
  await page.waitForFunction((words) => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`.includes(
      words,
    );
  }, name);
};
