import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { daysBetween, daysOfPeriod, figuresBy, type FigureRow } from '../../src/domain/figures.ts';
import { DAY, HOUR, NOW } from '../support/sample.ts';

const SHANGHAI = 'Asia/Shanghai';
/** Midnight in Shanghai, of the day that holds NOW (10:00). */
const TODAY = NOW - 10 * HOUR;

describe('daysOfPeriod', () => {
  it('compares today, which is not over, with yesterday until the same time', () => {
    assert.deepEqual(daysOfPeriod('today', SHANGHAI, NOW), {
      first: '2026-11-23',
      last: '2026-11-23',
      span: { from: TODAY, to: NOW + 1 },
      before: { from: TODAY - DAY, to: NOW + 1 - DAY },
    });
  });

  it('compares days that are over with the same number of days before', () => {
    assert.deepEqual(daysOfPeriod('yesterday', SHANGHAI, NOW).before, {
      from: TODAY - 2 * DAY,
      to: TODAY - DAY,
    });
    const week = daysOfPeriod('7', SHANGHAI, NOW);
    assert.deepEqual([week.first, week.last], ['2026-11-17', '2026-11-23']);
    assert.equal(week.before.from, TODAY - 13 * DAY);
  });

  it('begins a day on the shop’s clock, also where the clocks change', () => {
    const sunday = Date.parse('2026-11-01T12:00:00-05:00');
    const { span } = daysOfPeriod('today', 'America/New_York', sunday);
    assert.equal(span.from, Date.parse('2026-11-01T00:00:00-04:00'));
  });
});

describe('daysBetween', () => {
  it('takes dates in their order, until today', () => {
    assert.equal(daysBetween('2026-11-01', '2026-11-02', SHANGHAI, NOW)?.span.to, TODAY - 20 * DAY);
  });

  it('refuses what are no such dates', () => {
    for (const [from, to] of [
      ['2026-11-02', '2026-11-01'],
      ['2026-11-23', '2026-11-24'],
      ['2026-02-30', '2026-03-01'],
      ['2025-11-01', '2026-11-23'],
      ['x', '2026-11-23'],
      [undefined, '2026-11-23'],
    ])
      assert.equal(daysBetween(from, to, SHANGHAI, NOW), undefined, `${from} ${to}`);
  });
});

describe('figuresBy', () => {
  it('adds up what agents did on several lines, most calls first', () => {
    const row = (agent: string, line: string, calls: number): FigureRow => ({
      ...{ agent, line, calls, cameIn: 1, reached: 1, kept: 1, broken: 0 },
      ...{ talkMs: HOUR, ratings: 0, stars: 0 },
    });
    const rows = [row('li', 'a', 1), row('wei', 'a', 3), row('li', 'b', 1)];
    assert.deepEqual(
      figuresBy(rows, 'agent').map(({ id, figures }) => [id, figures.calls, figures.talkMs]),
      [
        ['wei', 3, HOUR],
        ['li', 2, 2 * HOUR],
      ],
    );
    assert.deepEqual(
      figuresBy(rows, 'line').map(({ id, figures }) => [id, figures.calls]),
      [
        ['a', 4],
        ['b', 1],
      ],
    );
  });
});
