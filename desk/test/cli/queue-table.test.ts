import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatQueue, queueJson } from '../../src/cli/queue-table.ts';
import { at, HOUR, MINUTE, NOW, sampleTicket, SHOP } from '../support/sample.ts';

const ticket = (change: Parameters<typeof sampleTicket>[0]) =>
  sampleTicket({ topic: null, ...change });
const BOOKED = {
  windowFrom: NOW + 2 * HOUR,
  windowTo: NOW + 3 * HOUR,
  notBefore: NOW + 2 * HOUR,
  dueAt: NOW + 3 * HOUR,
};

describe('formatQueue', () => {
  it('lists tickets in the order of the queue, with their due times and masked phone numbers', () => {
    const rows = [
      ticket({ dueAt: null }),
      ticket({
        dueAt: NOW - 3 * MINUTE,
        tier: 'diamond',
        line: 'diamond',
        topic: 'refund',
        urgent: true,
        senior: true,
        nudgedAt: NOW,
      }),
      ticket({ dueAt: NOW + 50 * HOUR }),
      ticket({ dueAt: NOW + 150 * MINUTE }),
      ticket({ dueAt: NOW + 61 * MINUTE - 1 }),
      ticket({ dueAt: NOW }),
    ];
    assert.deepEqual(formatQueue(rows, NOW).split('\n'), [
      'TICKET          DUE                STATE  MISSED  TIER     LINE     TOPIC   MARKS                 PHONE',
      '261123-00001-7  3 min late         waits  0       diamond  diamond  refund  urgent senior nudged  138****8000',
      '261123-00001-7  due in 0 min       waits  0       -        always   -       -                     138****8000',
      '261123-00001-7  due in 61 min      waits  0       -        always   -       -                     138****8000',
      '261123-00001-7  due in 2 h 30 min  waits  0       -        always   -       -                     138****8000',
      '261123-00001-7  due in 2 d 2 h     waits  0       -        always   -       -                     138****8000',
      '261123-00001-7  no due time        waits  0       -        always   -       -                     138****8000',
    ]);
    assert.equal(formatQueue([], NOW), 'Nothing waits.');
  });

  it('says who holds a ticket, and when a ticket that must wait can be called', () => {
    const held = { claimedBy: 'a1', claimedAt: NOW, claimUntil: NOW + MINUTE };
    const rows = [
      ticket({ dueAt: NOW + 1, status: 'claimed', ...held }),
      ticket({ dueAt: NOW + 2, status: 'calling', ...held, attempts: 1 }),
      ticket({ dueAt: NOW + 3, status: 'claimed', ...held, claimedBy: 'gone' }),
      ticket({ dueAt: NOW + 4, status: 'unreached', attempts: 2, notBefore: NOW + 10 * MINUTE }),
      ticket({ dueAt: NOW + 5, status: 'follow-up', notBefore: NOW + 3 * HOUR }),
      ticket({ dueAt: NOW + 6, status: 'unreached', attempts: 1, notBefore: NOW }),
      ticket(BOOKED),
    ];
    const table = formatQueue(rows, NOW, new Map([['a1', '李']]))
      .split('\n')
      .slice(1);
    assert.deepEqual(
      table.map((row) => row.split(/ {2,}/).slice(2, 4).join(', ')),
      [
        'held by 李, 0',
        '李 is calling, 1',
        'held by gone, 0',
        'again in 10 min, 2',
        'agreed in 3 h 0 min, 0',
        'waits, 1',
        'booked in 2 h 0 min, 0',
      ],
    );
  });
});

describe('formatQueue of a call in progress', () => {
  it('says when it was due, and does not call it late', () => {
    const calling = { status: 'calling', claimedBy: 'a1', claimedAt: NOW } as const;
    const [, row] = formatQueue([ticket({ dueAt: NOW - 3 * MINUTE, ...calling })], NOW).split('\n');
    assert.match(row ?? '', / was due 3 min ago {2}a1 is calling /);
  });
});

describe('a ticket whose line is closed', () => {
  const night = at(2, '03:04');
  const rows = [
    ticket({ line: 'office', dueAt: night + 9 * HOUR }),
    ticket({ line: 'always', dueAt: night + 10 * HOUR }),
  ];

  it('says when the line opens instead of that it waits', () => {
    const states = (shop?: typeof SHOP) =>
      formatQueue(rows, night, new Map(), shop)
        .split('\n')
        .slice(1)
        .map((row) => row.split(/ {2,}/)[2]);
    assert.deepEqual(states(SHOP), ['line opens in 5 h 56 min', 'waits']);
    assert.deepEqual(states(), ['waits', 'waits']);
  });

  it('has the opening in the JSON', () => {
    const list = JSON.parse(queueJson(rows, night, new Map(), SHOP)) as Record<string, unknown>[];
    assert.deepEqual(
      list.map(({ waitsForOpening, opensAt }) => [waitsForOpening, opensAt]),
      [
        [true, '2026-11-24T01:00:00.000Z'],
        [false, null],
      ],
    );
  });
});

describe('queueJson', () => {
  it('gives ISO 8601 times and whole minutes, which are negative for late tickets', () => {
    const rows = [
      ticket(BOOKED),
      ticket({ dueAt: NOW - 1, status: 'claimed', claimedBy: 'a1', attempts: 1 }),
      ticket({ dueAt: NOW + 90_000 }),
      ticket({ dueAt: null }),
    ];
    const list = JSON.parse(queueJson(rows, NOW, new Map([['a1', '李']]))) as Record<
      string,
      unknown
    >[];
    assert.deepEqual(
      list.map(({ minutesLeft, heldBy, attempts }) => [minutesLeft, heldBy, attempts]),
      [
        [-1, '李', 1],
        [1, null, 0],
        [180, null, 0],
        [null, null, 0],
      ],
    );
    assert.deepEqual(list[2]?.window, {
      from: '2026-11-23T04:00:00.000Z',
      to: '2026-11-23T05:00:00.000Z',
    });
    assert.equal(list[0]?.phone, '138****8000');
  });
});
