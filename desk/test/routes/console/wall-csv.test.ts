import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wallCsv } from '../../../src/routes/console/wall-csv.ts';
import { at, DAY, HOUR, MINUTE, NOW, sampleTicket } from '../../support/sample.ts';

const ZONE = 'Asia/Shanghai';
const EVENING = at(1, '20:00');
const SOLVED = { status: 'solved', outcome: 'solved', closedAt: NOW + HOUR } as const;

describe('wallCsv', () => {
  it("has one row for each ticket of the days, with times on the shop's clock", () => {
    const tickets = [
      sampleTicket({
        ...SOLVED,
        number: '261123000025',
        createdAt: NOW + HOUR,
        firstCallAt: NOW + HOUR + 5 * MINUTE,
        firstCallDueAt: NOW + 5 * HOUR,
        tier: 'vip',
        rating: 5,
        attempts: 1,
      }),
      sampleTicket({ topic: null }),
      sampleTicket({ createdAt: NOW - DAY }),
    ];
    assert.equal(
      wallCsv({ tickets, days: 1, timeZone: ZONE, now: EVENING }),
      '\uFEFFnumber,created,tier,line,origin,topic,due,first call,kept,attempts,outcome,rating\r\n' +
        '261123-00001-7,2026-11-23 10:00:00,,always,callback,,2026-11-23 14:00:00,,no,0,,\r\n' +
        '261123-00002-5,2026-11-23 11:00:00,vip,always,callback,refund,2026-11-23 15:00:00,2026-11-23 11:05:00,yes,1,solved,5\r\n',
    );
  });

  it('contains nothing about members and nothing that they wrote', () => {
    const table = wallCsv({
      tickets: [sampleTicket({ ...SOLVED, feedback: 'canary', rating: 1, ratedAt: NOW })],
      days: 30,
      timeZone: ZONE,
      now: EVENING,
    });
    for (const secret of ['canary', '8000', 'member-1', 'ABCD1234EFGH5678', '没有到账', '白鹤'])
      assert.ok(!table.includes(secret), secret);
    assert.ok(table.includes('261123-00001-7'));
  });
});
