import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Status } from '../../../src/contract/contact.ts';
import { PRESENCE_FRESH_MS } from '../../src/domain/agent.ts';
import type { Presence } from '../../wire/agent.ts';
import { isStale, lineStatus, type LineFactsInput } from '../../src/domain/line-status.ts';
import { HOUR, MINUTE, NOW } from '../support/sample.ts';
import { pausedWords } from '../../wire/paused-words.ts';

const iso = (instant: number): string => new Date(instant).toISOString();
const OPEN: Status = { state: 'open', asOf: iso(NOW), closesAt: iso(NOW + 8 * HOUR) };
const CLOSED: Status = { state: 'closed', asOf: iso(NOW), opensAt: iso(NOW + HOUR) };
const TALK = [4, 5, 6].map((minutes) => minutes * MINUTE);

const agent = (
  presence: Presence,
  seenAgo: number | null = 0,
  disabledAt: number | null = null,
) => ({ presence, seenAt: seenAgo === null ? null : NOW - seenAgo, disabledAt });
type Facts = Partial<LineFactsInput> & { hours?: Status };
const status = ({ hours = OPEN, ...facts }: Facts) =>
  lineStatus({
    hoursAt: () => hours,
    timeZone: 'UTC',
    state: {},
    agents: [],
    waiting: 0,
    talk: [],
    now: NOW,
    ...facts,
  });
/** State, source and wait as text. */
const brief = (facts: Facts): string => {
  const {
    status: { state, waitMinutes },
    source,
  } = status(facts);
  return `${state} by ${source}${waitMinutes ? ` ${waitMinutes.join('–')}` : ''}`;
};

describe('lineStatus', () => {
  it('follows the opening hours alone while nothing else is known', () => {
    assert.deepEqual(status({}), { status: OPEN, source: 'hours' });
    assert.equal(
      brief({ agents: [agent('here', 13 * HOUR), agent('here', null)], waiting: 9 }),
      'open by hours',
    );
    assert.equal(brief({ agents: [agent('here', 0, NOW)] }), 'open by hours');
  });

  const local = (at: number): string => iso(at).replace('Z', '+00:00');

  it('is closed by a supervisor until the time they set, whatever else is known', () => {
    const closed = { reason: '系统维护', until: NOW + HOUR, at: NOW };
    const load = { waiting: 0, agents: 5, at: NOW };
    assert.deepEqual(status({ state: { closed, load }, agents: [agent('here')] }), {
      status: {
        state: 'closed',
        asOf: iso(NOW),
        paused: pausedWords(local(NOW + HOUR), local(NOW)),
        reason: '系统维护',
        opensAt: iso(NOW + HOUR).replace('Z', '+00:00'),
      },
      source: 'supervisor',
    });
    assert.deepEqual(status({ state: { closed: { ...closed, until: undefined } } }).status, {
      state: 'closed',
      asOf: iso(NOW),
      paused: pausedWords(undefined, local(NOW)),
      reason: '系统维护',
    });
    assert.equal(brief({ state: { closed: { ...closed, until: NOW } } }), 'open by hours');
  });

  it("opens when the hours do, if the supervisor's closure ends while the line is closed", () => {
    const closed = { reason: '系统维护', until: NOW + 12 * HOUR, at: NOW };
    const nextDay = iso(NOW + 23 * HOUR);
    const hoursAt = (instant: number): Status =>
      instant < NOW + 8 * HOUR ? OPEN : { state: 'closed', asOf: iso(instant), opensAt: nextDay };
    assert.equal(status({ hoursAt, state: { closed } }).status.opensAt, nextDay);
    assert.equal(
      status({ hoursAt: () => ({ state: 'closed', asOf: iso(NOW) }), state: { closed } }).status
        .opensAt,
      undefined,
    );
  });

  it('is closed outside opening hours, whatever else is known', () => {
    const state = {
      load: { waiting: 0, agents: 5, at: NOW },
      wait: { minutes: [1, 2], until: NOW + HOUR },
    } as const;
    assert.deepEqual(status({ hours: CLOSED, state, agents: [agent('here')] }), {
      status: CLOSED,
      source: 'hours',
    });
  });

  it('takes queue, wait and time from the phone system', () => {
    const load = { waiting: 0, agents: 2, at: NOW - 2 * MINUTE };
    assert.deepEqual(status({ state: { load } }), {
      status: { ...OPEN, asOf: iso(NOW - 2 * MINUTE) },
      source: 'phone-system',
    });
    assert.equal(
      brief({ state: { load: { ...load, waiting: 4 } }, talk: TALK }),
      'busy by phone-system 10–13',
    );
    assert.equal(
      brief({ state: { load: { ...load, waiting: 4, minutes: [3, 8] } }, talk: TALK }),
      'busy by phone-system 3–8',
    );
    assert.equal(
      brief({ state: { load: { ...load, waiting: 4 } }, talk: TALK.slice(1) }),
      'busy by phone-system',
    );
    assert.equal(
      brief({ state: { load: { ...load, agents: 0 } }, talk: TALK }),
      'busy by phone-system',
    );
  });

  it('is unknown when the phone system has been silent for five minutes, and ignores it after a day', () => {
    const silent = (ago: number): Partial<LineFactsInput> => ({
      state: { load: { waiting: 0, agents: 2, at: NOW - ago } },
      agents: [agent('here')],
    });
    assert.equal(brief(silent(5 * MINUTE)), 'open by phone-system');
    assert.equal(brief(silent(5 * MINUTE + 1)), 'unknown by phone-system');
    assert.equal(brief(silent(24 * HOUR)), 'unknown by phone-system');
    assert.equal(brief(silent(24 * HOUR + 1)), 'open by agents');
    assert.deepEqual(
      [0, 6, 25 * 60].map((minutes) =>
        isStale({ waiting: 0, agents: 1, at: NOW - minutes * MINUTE }, NOW),
      ),
      [false, true, false],
    );
  });

  it('prefers a wait set by a supervisor to agents and old reports, but not to a fresh phone system', () => {
    const wait = { minutes: [5, 10], until: NOW + HOUR } as const;
    const load = { waiting: 0, agents: 2, at: NOW };
    assert.equal(brief({ state: { wait }, agents: [agent('here')] }), 'busy by supervisor 5–10');
    assert.equal(brief({ state: { wait, load } }), 'open by phone-system');
    assert.equal(
      brief({ state: { wait, load: { ...load, at: NOW - HOUR } } }),
      'busy by supervisor 5–10',
    );
    assert.equal(brief({ state: { wait: { ...wait, minutes: [0, 0] } } }), 'open by supervisor');
    assert.equal(brief({ state: { wait: { ...wait, until: NOW } } }), 'open by hours');
  });

  it('is unknown when the consoles that were connected today are gone', () => {
    assert.equal(brief({ agents: [agent('here', HOUR)] }), 'unknown by agents');
    assert.equal(brief({ agents: [agent('here', PRESENCE_FRESH_MS)] }), 'open by agents');
    assert.equal(brief({ agents: [agent('here', PRESENCE_FRESH_MS + 1)] }), 'unknown by agents');
  });

  it('is open while an agent is free for everyone who waits, and busy otherwise', () => {
    const two = [agent('here'), agent('here')];
    assert.equal(brief({ agents: two, waiting: 2, talk: TALK }), 'open by agents');
    assert.equal(brief({ agents: two, waiting: 3, talk: TALK }), 'busy by agents 7–10');
    assert.equal(
      brief({ agents: [agent('on-call')], waiting: 0, talk: TALK }),
      'busy by agents 0–5',
    );
    assert.equal(
      brief({ agents: [agent('on-call'), agent('here')], waiting: 3, talk: TALK }),
      'busy by agents 7–10',
    );
    assert.equal(brief({ agents: [agent('away')], waiting: 1, talk: TALK }), 'busy by agents');
    assert.equal(
      brief({ agents: [agent('on-call')], waiting: 1, talk: TALK.slice(1) }),
      'busy by agents',
    );
  });

  it('says when an open line closes, whatever the source', () => {
    for (const facts of [
      { agents: [agent('here')] },
      { agents: [agent('on-call')] },
      { state: { load: { waiting: 1, agents: 1, at: NOW } } },
    ])
      assert.equal(status(facts).status.closesAt, OPEN.closesAt);
  });

  it('gives the wait as a range of whole minutes that never shrinks when more people wait', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 1, max: 2 * HOUR }), { minLength: 3, maxLength: 20 }),
        (waiting, agents, talk) => {
          const wait = (more: number) =>
            status({ state: { load: { waiting: waiting + more, agents, at: NOW } }, talk }).status
              .waitMinutes;
          const [now, then] = [wait(1), wait(2)];
          assert.ok(now && then && Number.isInteger(now[0]) && Number.isInteger(now[1]));
          assert.ok(now[0] >= 0 && now[0] < now[1]);
          assert.ok(then[0] >= now[0] && then[1] >= now[1]);
        },
      ),
    );
  });
});

describe('pausedWords', () => {
  it('names the time, and the day unless it is today', () => {
    const now = '2026-11-21T14:30:00.000+08:00';
    assert.deepEqual(pausedWords('2026-11-21T15:30:00.000+08:00', now), {
      'zh-CN': '暂停接听，约 15:30 恢复',
      'zh-TW': '暫停接聽，約 15:30 恢復',
      en: 'Paused, back about 15:30',
    });
    assert.equal(
      pausedWords('2026-12-01T09:00:00.000+08:00', now)['zh-CN'],
      '暂停接听，约 12/1 09:00 恢复',
    );
    assert.equal(pausedWords(undefined, now)['zh-CN'], '暂停接听');
  });
});
