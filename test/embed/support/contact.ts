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

/** Whatever the time of day, the line is open, busy, closed, or not known to be. */
export const pretend = (page: Page, state: 'open' | 'busy' | 'closed' | 'unknown'): Promise<unknown> =>
  alterContact(page, (answer) => {
    const asOf = new Date().toISOString();
    answer.status = {
      open: { state, asOf, closesAt: inHours(5) },
      busy: { state, asOf, closesAt: inHours(5), waitMinutes: [2, 4] },
      closed: { state, asOf, opensAt: inHours(7) },
      unknown: { state, asOf },
    }[state];
  });
