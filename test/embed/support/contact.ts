import type { Page } from 'playwright-core';

/** A desk's answer, as far as tests change it. */
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

/** The desk answers this page's requests for a Contact as ever, and `change` alters the answer on the way. */
export const alterContact = (page: Page, change: (answer: Answer) => void): Promise<unknown> =>
  page.route('**/v1/contact', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as Answer;
    change(answer);
    await route.fulfill({ response, json: answer });
  });

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const statusOf = (state: 'open' | 'busy' | 'closed' | 'unknown') => {
  const asOf = new Date().toISOString();
  return {
    open: { state, asOf, closesAt: inHours(5) },
    busy: { state, asOf, closesAt: inHours(5), waitMinutes: [2, 4] },
    closed: { state, asOf, opensAt: inHours(7) },
    unknown: { state, asOf },
  }[state];
};

/** Whatever the time of day, the line is open, busy, closed, or not known to be; an open panel is told the same. */
export const pretend = async (
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
