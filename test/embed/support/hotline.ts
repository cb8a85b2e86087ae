import type { Locator, Page } from 'playwright-core';
import { ZH } from './words.ts';

/** The hotline as a member finds it on a page. */
export const hotlineOn = (page: Page, words = ZH) => {
  const widget = page.locator('hotline-widget');
  const pill = widget.locator('[part=launcher]');
  const panel = page.getByRole('dialog');
  const button = (name: string | RegExp): Locator => panel.getByRole('button', { name });
  const phone = panel.getByLabel(words.phone);
  const topic = panel.getByRole('combobox', { name: words.topic });
  const consent = panel.getByRole('checkbox', { name: words.consent });

  /** Opens the panel, and waits until its home view is complete. */
  const open = async (): Promise<void> => {
    await pill.click();
    await panel.getByRole('heading', { name: words.checklist }).waitFor();
  };

  /** Opens the panel at the callback form, whether the line is answered now or not. */
  const openForm = async (): Promise<void> => {
    await open();
    await button(words.askCallback).click();
    await phone.waitFor();
  };

  /** Fills in what a callback needs. */
  const fill = async (number: string, label = words.topics.notArrived): Promise<void> => {
    await phone.fill(number);
    await topic.selectOption({ label });
    await consent.check();
  };

  /** The twelve digits of the ticket that shows. */
  const ticketNumber = async (): Promise<string> =>
    (await panel.getByText(/^\d{6}-\d{5}-\d$/).innerText()).replace(/\D/g, '');

  return {
    widget,
    pill,
    panel,
    button,
    phone,
    topic,
    consent,
    open,
    openForm,
    fill,
    ticketNumber,
    number: panel.locator('[part=number]'),
    order: panel.getByRole('textbox', { name: words.order }),
    note: panel.getByRole('textbox', { name: words.note }),
    submit: panel.getByRole('button', { name: words.submit }),
    /** Asks for a callback in the form that is open, and waits for its ticket. */
    async ask(number: string, label?: string): Promise<string> {
      await fill(number, label);
      await panel.getByRole('button', { name: words.submit }).click();
      return ticketNumber();
    },
  };
};

/** Until an element says it. */
export const says = (locator: Locator, text: string | RegExp): Promise<void> =>
  locator.filter({ hasText: text }).first().waitFor();

/** What the element that has the focus is called, says, and has as its id. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''} ${element?.id ?? ''}`.trim();
  });

/** Until the focus is on an element that is called so. */
export const focusOn = async (page: Page, name: string): Promise<void> => {
  await page.waitForFunction((words) => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`.includes(
      words,
    );
  }, name);
};
