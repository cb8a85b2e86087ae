import type { Page } from 'playwright-core';

/** A contact as the desk answers it, as far as tests change it. */
export interface Answer {
  status: Record<string, unknown>;
  line: Record<string, unknown>;
  member: Record<string, unknown>;
  brand: Record<string, unknown>;
  topics: Record<string, unknown>[];
  notices: unknown[];
  callback?: Record<string, unknown>;
  [more: string]: unknown;
}

/** Lets `change` alter the contacts that the desk answers to this page. */
export const alterContact = (page: Page, change: (answer: Answer) => void): Promise<unknown> =>
  page.route('**/v1/contact', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as Answer;
    change(answer);
    await route.fulfill({ response, json: answer });
  });

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** The time in `hours` hours, on the clock of the demo's lines. */
export const inHoursThere = (hours: number) =>
  new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().replace('Z', '+08:00');

const statusOf = (state: 'open' | 'busy' | 'closed' | 'unknown') => {
  const asOf = new Date().toISOString();
  return {
    open: { state, asOf, closesAt: inHours(5) },
    busy: { state, asOf, closesAt: inHours(5), waitMinutes: [2, 4] },
    closed: { state, asOf, opensAt: inHoursThere(7) },
    unknown: { state, asOf },
  }[state];
};

/** Gives the line this state for this page, in contact and stream, whatever the time of day. */
export const mockStatus = async (
  page: Page,
  state: 'open' | 'busy' | 'closed' | 'unknown',
): Promise<void> => {
  await alterContact(page, (answer) => (answer.status = statusOf(state)));
  await page.route('**/v1/contact/stream', async (route) => {
    const { origin = '' } = await route.request().allHeaders();
    await route.fulfill({
      contentType: 'text/event-stream',
      headers: { 'access-control-allow-origin': origin },
      body: `event: status\ndata: ${JSON.stringify(statusOf(state))}\n\n`,
    });
  });
};
