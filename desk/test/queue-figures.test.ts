import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filtered } from '../console/queue/filter.ts';
import { countsOf } from '../console/shell/counts.ts';
import { formatQueue } from '../src/cli/queue-table.ts';
import type { TicketRecord } from '../src/domain/ticket.ts';
import { ALL_LINES } from '../wire/calling-hours.ts';
import type { QueueView } from '../wire/queue.ts';
import type { WallView } from '../wire/wall.ts';
import { newBrowser } from './support/console.ts';
import { bearer, createdTicket, MINUTE, NOW, startDesk } from './support/fixture.ts';
import { bookingShop, nextHour, put } from './support/situations.ts';

const TOKEN = 'metrics-token-of-the-test';

const CALLING = { status: 'calling', claimedBy: 'a1', claimedAt: NOW } as const;
/** What an agent can meet in the queue, besides a new request and a booked slot. */
const OTHERS: Partial<TicketRecord>[] = [
  // A slot that has begun.
  { windowFrom: NOW - MINUTE, windowTo: NOW + 90 * MINUTE, notBefore: NOW - MINUTE },
  { status: 'unreached', attempts: 1, notBefore: NOW + 20 * MINUTE },
  { status: 'follow-up', notBefore: NOW + 200 * MINUTE },
  // Booked, and taken before its time.
  { ...CALLING, windowFrom: NOW + 60 * MINUTE, notBefore: NOW + 60 * MINUTE },
  { ...CALLING, claimedBy: 'a2', dueAt: NOW - MINUTE },
  { ...CALLING, status: 'claimed', dueAt: NOW - MINUTE },
  { dueAt: NOW - 3 * MINUTE },
  { dueAt: NOW + 5 * MINUTE },
];

describe('waiting, for later, late and about to be late', () => {
  it('are the same in queue, browser title, wall, tickets command and metrics', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop, desk: { metrics: { token: TOKEN } } });
    await createdTicket(desk);
    await createdTicket(desk, { when: nextHour() });
    for (const change of OTHERS) await put(desk, (await createdTicket(desk)).number, change);
    const browser = await newBrowser(desk, 'wang', 'supervisor');
    const expected = { waiting: 4, later: 3, late: 2 };

    const { rows } = await browser.json<QueueView>('GET', '/queue');
    const chip = (filter: 'late' | 'later') => filtered(rows, filter, 'a9', NOW).length;
    assert.deepEqual(
      { ...countsOf({ rows, now: () => NOW, openLines: () => ALL_LINES }), later: chip('later') },
      { ...expected, atOpening: 0 },
      'queue and browser title',
    );
    assert.equal(chip('late'), expected.late, 'the filter of late tickets');

    const { now } = await browser.json<WallView>('GET', '/wall?days=1');
    assert.deepEqual({ waiting: now.waiting, later: now.later, late: now.late }, expected, 'wall');

    const table = formatQueue(await desk.store.tickets.open(), NOW)
      .split('\n')
      .slice(1);
    const count = (pattern: RegExp) => table.filter((line) => pattern.test(line)).length;
    assert.deepEqual(
      {
        waiting: count(/ waits /),
        later: count(/ (booked|again|agreed) in /),
        late: count(/ late /),
      },
      expected,
      'tickets command',
    );

    const text = await (await desk.get('/metrics', bearer(TOKEN))).text();
    const gauge = (state: string) =>
      Number(
        new RegExp(`^hotline_queue_tickets{line="public",state="${state}"} (\\d+)$`, 'm').exec(
          text,
        )?.[1],
      );
    assert.deepEqual(
      {
        waiting: gauge('waiting'),
        later: gauge('later'),
        late: gauge('late'),
        soonLate: gauge('soon-late'),
      },
      { ...expected, soonLate: now.soonLate },
      'metrics',
    );
    assert.equal(now.soonLate, 1);
  });
});
