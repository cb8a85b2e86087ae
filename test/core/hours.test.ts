import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Hours, Period, WorkCalendar } from '../../src/contract/hours.ts';
import { addOpenMinutes, statusAt, weekForDisplay } from '../../src/core/hours.ts';
import type { HoursContext, HoursStatus } from '../../src/core/hours.ts';
import { pieces } from './hours-oracle.ts';
import type { Piece } from './hours-oracle.ts';
import { anInstant, aZone } from './zones.ts';

type Scheduled = Exclude<Hours, '24x7'>;

const DAY = 86_400_000;
const WORKWEEK = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The instant of a wall time in Shanghai: `at('2026-10-01 09:00')`. */
const at = (clock: string): number => Date.parse(`${clock.replace(' ', 'T')}:00+08:00`);

const calendar2026: WorkCalendar = {
  through: '2026-12-31',
  holidays: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ date: `2026-10-0${day}`, name: '国庆节' })),
  workdays: ['2026-09-20', '2026-10-10'],
};
const shanghai: HoursContext = { timeZone: 'Asia/Shanghai', workCalendar: calendar2026 };
const office: Scheduled = {
  weekly: [
    { days: WORKWEEK, from: '09:00', to: '12:00' },
    { days: WORKWEEK, from: '13:30', to: '18:00' },
  ],
  workCalendar: true,
};
const night: Scheduled = { weekly: [{ days: [5, 6], from: '20:00', to: '02:00' }] };

describe('opening hours', () => {
  it('close for the lunch break and reopen after it', () => {
    expect(statusAt(office, shanghai, at('2026-09-16 11:59'))).to.deep.equal({
      state: 'open',
      closesAt: at('2026-09-16 12:00'),
    });
    expect(statusAt(office, shanghai, at('2026-09-16 12:00'))).to.deep.equal({
      state: 'closed',
      opensAt: at('2026-09-16 13:30'),
    });
    expect(statusAt(office, shanghai, at('2026-09-16 13:30'))).to.deep.equal({
      state: 'open',
      closesAt: at('2026-09-16 18:00'),
    });
  });

  it('reopen on Monday after Friday evening', () => {
    expect(statusAt(office, shanghai, at('2026-09-11 18:00'))).to.deep.equal({
      state: 'closed',
      opensAt: at('2026-09-14 09:00'),
    });
  });

  it('count a night shift to the day on which it starts', () => {
    expect(statusAt(night, shanghai, at('2026-09-13 01:59'))).to.deep.equal({
      state: 'open',
      closesAt: at('2026-09-13 02:00'),
    });
    expect(statusAt(night, shanghai, at('2026-09-14 01:00'))).to.deep.equal({
      state: 'closed',
      opensAt: at('2026-09-18 20:00'),
    });
  });

  it('join periods that adjoin or overlap, also at midnight', () => {
    const hours: Scheduled = {
      weekly: [
        { days: [1], from: '09:00', to: '12:00' },
        { days: [1], from: '11:00', to: '24:00' },
        { days: [2], from: '00:00', to: '03:00' },
      ],
    };
    expect(statusAt(hours, shanghai, at('2026-09-14 09:00'))).to.deep.equal({
      state: 'open',
      closesAt: at('2026-09-15 03:00'),
    });
  });

  it('give no closing time if the line does not close within 14 days', () => {
    const hours: Scheduled = { weekly: [{ days: EVERY_DAY, from: '00:00', to: '24:00' }] };
    expect(statusAt(hours, shanghai, at('2026-09-14 09:00'))).to.deep.equal({ state: 'open' });
    expect(statusAt('24x7', shanghai, at('2026-09-14 09:00'))).to.deep.equal({ state: 'open' });
    const ends: Scheduled = { ...hours, dates: [{ from: '2026-09-28', periods: [] }] };
    expect(statusAt(ends, shanghai, at('2026-09-14 00:00'))).to.deep.equal({
      state: 'open',
      closesAt: at('2026-09-28 00:00'),
    });
    expect(statusAt(ends, shanghai, at('2026-09-13 23:59'))).to.deep.equal({ state: 'open' });
  });

  it('give no opening time if the line does not open within 60 days', () => {
    expect(statusAt({ weekly: [] }, shanghai, at('2026-09-14 09:00'))).to.deep.equal({
      state: 'closed',
    });
    const late: Scheduled = {
      weekly: [],
      dates: [{ from: '2026-11-13', periods: [{ from: '09:00', to: '10:00' }] }],
    };
    expect(statusAt(late, shanghai, at('2026-09-14 09:00'))).to.deep.equal({
      state: 'closed',
      opensAt: at('2026-11-13 09:00'),
    });
    expect(statusAt(late, shanghai, at('2026-09-14 08:59'))).to.deep.equal({ state: 'closed' });
  });

  describe('with a work calendar', () => {
    it('close over National Day, give the reason, and open on the first working day', () => {
      expect(statusAt(office, shanghai, at('2026-10-01 10:00'))).to.deep.equal({
        state: 'closed',
        opensAt: at('2026-10-08 09:00'),
        reason: '国庆节',
      });
    });

    it('use Monday’s periods on a weekend day worked in place of a holiday (调休)', () => {
      const hours: Scheduled = {
        ...office,
        weekly: [...office.weekly, { days: [1], from: '07:00', to: '08:00' }],
      };
      expect(statusAt(hours, shanghai, at('2026-10-10 07:30'))).to.deep.equal({
        state: 'open',
        closesAt: at('2026-10-10 08:00'),
      });
      expect(statusAt(hours, shanghai, at('2026-10-11 07:30')).state).to.equal('closed');
    });

    it('use the holiday periods on a holiday', () => {
      const hours: Scheduled = { ...office, holidayPeriods: [{ from: '10:00', to: '16:00' }] };
      expect(statusAt(hours, shanghai, at('2026-10-01 12:30'))).to.deep.equal({
        state: 'open',
        closesAt: at('2026-10-01 16:00'),
      });
      expect(statusAt(hours, shanghai, at('2026-10-01 17:00'))).to.deep.equal({
        state: 'closed',
        opensAt: at('2026-10-02 10:00'),
        reason: '国庆节',
      });
      expect(statusAt(hours, shanghai, at('2026-10-01 20:00'))).to.deep.equal({
        state: 'closed',
        opensAt: at('2026-10-02 10:00'),
      });
    });

    it('are unknown after its last date, and give no opening time there', () => {
      expect(statusAt(office, shanghai, at('2026-12-31 18:00'))).to.deep.equal({ state: 'closed' });
      expect(statusAt(office, shanghai, at('2027-01-01 00:00'))).to.deep.equal({
        state: 'unknown',
      });
      expect(statusAt(office, { timeZone: 'Asia/Shanghai' }, at('2026-09-16 10:00'))).to.deep.equal(
        { state: 'unknown' },
      );
    });

    it('continue a shift into the first unknown date, but give no closing time there', () => {
      const hours: Scheduled = {
        weekly: [{ days: EVERY_DAY, from: '20:00', to: '02:00' }],
        workCalendar: true,
      };
      expect(statusAt(hours, shanghai, at('2027-01-01 01:00'))).to.deep.equal({ state: 'open' });
      expect(statusAt(hours, shanghai, at('2027-01-01 02:00'))).to.deep.equal({ state: 'unknown' });
    });

    it('ignore it if the hours do not follow it', () => {
      const hours: Scheduled = { ...office, workCalendar: false };
      expect(statusAt(hours, shanghai, at('2026-10-01 10:00')).state).to.equal('open');
    });
  });

  describe('with dated entries', () => {
    it('use the periods and reason of the entry instead of the weekly periods', () => {
      const hours: Scheduled = {
        ...office,
        dates: [{ from: '2026-09-16', periods: [{ from: '09:00', to: '10:00' }], reason: '盘点' }],
      };
      expect(statusAt(hours, shanghai, at('2026-09-16 09:30'))).to.deep.equal({
        state: 'open',
        closesAt: at('2026-09-16 10:00'),
      });
      expect(statusAt(hours, shanghai, at('2026-09-16 11:00'))).to.deep.equal({
        state: 'closed',
        opensAt: at('2026-09-17 09:00'),
        reason: '盘点',
      });
    });

    it('give no reason after an extra opening on a day that is usually closed', () => {
      const hours: Scheduled = {
        ...office,
        dates: [
          { from: '2026-09-13', periods: [{ from: '10:00', to: '16:00' }], reason: '开学季加班' },
        ],
      };
      expect(statusAt(hours, shanghai, at('2026-09-13 17:00'))).to.deep.equal({
        state: 'closed',
        opensAt: at('2026-09-14 09:00'),
      });
    });

    it('prefer them to the work calendar, on a holiday and after its end', () => {
      const hours: Scheduled = {
        ...office,
        dates: [
          { from: '2026-10-01', periods: [{ from: '10:00', to: '12:00' }] },
          { from: '2027-01-01', periods: [] },
        ],
      };
      expect(statusAt(hours, shanghai, at('2026-10-01 10:00')).state).to.equal('open');
      expect(statusAt(hours, shanghai, at('2027-01-01 10:00')).state).to.equal('closed');
    });

    it('use the last entry that covers a date', () => {
      const week = { from: '2026-09-14', to: '2026-09-18', periods: [] };
      const day = { from: '2026-09-16', periods: [{ from: '10:00', to: '12:00' }] };
      expect(
        statusAt({ ...office, dates: [week, day] }, shanghai, at('2026-09-16 10:00')).state,
      ).to.equal('open');
      expect(
        statusAt({ ...office, dates: [day, week] }, shanghai, at('2026-09-16 10:00')).state,
      ).to.equal('closed');
    });

    it('end a night shift at midnight only if the next date is closed all day by an entry', () => {
      const closed: Scheduled = {
        ...night,
        dates: [{ from: '2026-09-13', periods: [], reason: '机房维护' }],
      };
      expect(statusAt(closed, shanghai, at('2026-09-12 23:00'))).to.deep.equal({
        state: 'open',
        closesAt: at('2026-09-13 00:00'),
      });
      expect(statusAt(closed, shanghai, at('2026-09-13 01:00'))).to.deep.equal({
        state: 'closed',
        opensAt: at('2026-09-18 20:00'),
        reason: '机房维护',
      });
      const other: Scheduled = {
        ...night,
        dates: [{ from: '2026-09-13', periods: [{ from: '10:00', to: '12:00' }] }],
      };
      expect(statusAt(other, shanghai, at('2026-09-13 01:00'))).to.deep.equal({
        state: 'open',
        closesAt: at('2026-09-13 02:00'),
      });
      const holiday: Scheduled = {
        weekly: [{ days: EVERY_DAY, from: '20:00', to: '02:00' }],
        workCalendar: true,
      };
      expect(statusAt(holiday, shanghai, at('2026-10-01 01:00'))).to.deep.equal({
        state: 'open',
        closesAt: at('2026-10-01 02:00'),
      });
    });
  });

  describe('in another zone', () => {
    const abroad: Scheduled = {
      timeZone: 'America/New_York',
      weekly: [{ days: EVERY_DAY, from: '00:00', to: '06:00' }],
    };

    it('follow the clock of the line, not of the shop', () => {
      expect(statusAt(abroad, shanghai, Date.parse('2026-07-01T05:59:00-04:00'))).to.deep.equal({
        state: 'open',
        closesAt: Date.parse('2026-07-01T06:00:00-04:00'),
      });
    });

    it('count elapsed time on a day when clocks change', () => {
      const spring = Date.parse('2026-03-08T00:00:00-05:00');
      const autumn = Date.parse('2026-11-01T00:00:00-04:00');
      expect(addOpenMinutes(abroad, shanghai, spring, 300)).to.equal(
        Date.parse('2026-03-08T06:00:00-04:00'),
      );
      expect(addOpenMinutes(abroad, shanghai, spring, 301)).to.equal(
        Date.parse('2026-03-09T00:01:00-04:00'),
      );
      expect(addOpenMinutes(abroad, shanghai, autumn, 420)).to.equal(
        Date.parse('2026-11-01T06:00:00-05:00'),
      );
    });

    it('shorten a period whose start the clock skips', () => {
      const hours: Scheduled = {
        timeZone: 'America/New_York',
        weekly: [{ days: [7], from: '02:00', to: '04:00' }],
      };
      expect(statusAt(hours, shanghai, Date.parse('2026-03-08T01:59:00-05:00'))).to.deep.equal({
        state: 'closed',
        opensAt: Date.parse('2026-03-08T03:00:00-04:00'),
      });
    });

    it('leave out a period that the clock skips entirely', () => {
      const hours: Scheduled = {
        timeZone: 'America/New_York',
        weekly: [
          { days: [7], from: '02:00', to: '03:00' },
          { days: [7], from: '09:00', to: '10:00' },
        ],
      };
      expect(statusAt(hours, shanghai, Date.parse('2026-03-08T01:00:00-05:00'))).to.deep.equal({
        state: 'closed',
        opensAt: Date.parse('2026-03-08T09:00:00-04:00'),
      });
    });

    it('start a period after midnight if the zone skips the end of the day', () => {
      // In Nuuk, clocks went from 23:00 on Saturday to 00:00 on Sunday.
      const hours: Scheduled = {
        timeZone: 'America/Nuuk',
        weekly: [{ days: [6], from: '23:30', to: '02:00' }],
      };
      for (const before of ['2024-03-30T22:50:00-02:00', '2024-03-31T00:10:00-01:00']) {
        expect(statusAt(hours, shanghai, Date.parse(before))).to.deep.equal({
          state: 'closed',
          opensAt: Date.parse('2024-03-31T00:30:00-01:00'),
        });
      }
      const sooner: Scheduled = {
        ...hours,
        weekly: [...hours.weekly, { days: [7], from: '00:10', to: '00:20' }],
      };
      expect(statusAt(sooner, shanghai, Date.parse('2024-03-30T22:50:00-02:00'))).to.deep.equal({
        state: 'closed',
        opensAt: Date.parse('2024-03-31T00:10:00-01:00'),
      });
    });

    it('stay open when the clock goes back to the day before', () => {
      // In St John’s, clocks went from 00:01 on Sunday to 23:01 on Saturday.
      const hours: Scheduled = {
        timeZone: 'America/St_Johns',
        weekly: [{ days: [7], from: '00:00', to: '06:00' }],
      };
      expect(statusAt(hours, shanghai, Date.parse('2010-11-06T23:30:00-03:30'))).to.deep.equal({
        state: 'open',
        closesAt: Date.parse('2010-11-07T06:00:00-03:30'),
      });
    });

    describe('when the zone skips a date', () => {
      // In Apia, Thursday the 29th was followed by Saturday the 31st.
      const shift = { days: [4], from: '22:00', to: '02:00' };
      const hours: Scheduled = {
        timeZone: 'Pacific/Apia',
        weekly: [shift, { days: [5], from: '09:00', to: '17:00' }],
      };

      it('have no periods on that date', () => {
        expect(statusAt(hours, shanghai, Date.parse('2011-12-31T10:00:00+14:00')).state).to.equal(
          'closed',
        );
      });

      it('continue a night shift into the date after it, unless that is closed all day', () => {
        const late = Date.parse('2011-12-31T01:00:00+14:00');
        expect(statusAt(hours, shanghai, late)).to.deep.equal({
          state: 'open',
          closesAt: Date.parse('2011-12-31T02:00:00+14:00'),
        });
        expect(
          statusAt({ ...hours, dates: [{ from: '2011-12-31', periods: [] }] }, shanghai, late)
            .state,
        ).to.equal('closed');
      });
    });
  });

  describe('in open minutes', () => {
    it('skip the lunch break, the night, the weekend and the holiday', () => {
      expect(addOpenMinutes(office, shanghai, at('2026-09-16 11:50'), 10)).to.equal(
        at('2026-09-16 12:00'),
      );
      expect(addOpenMinutes(office, shanghai, at('2026-09-16 11:50'), 11)).to.equal(
        at('2026-09-16 13:31'),
      );
      expect(addOpenMinutes(office, shanghai, at('2026-09-11 17:50'), 15)).to.equal(
        at('2026-09-14 09:05'),
      );
      expect(addOpenMinutes(office, shanghai, at('2026-09-30 17:50'), 15)).to.equal(
        at('2026-10-08 09:05'),
      );
    });

    it('count every minute of a 24x7 line', () => {
      expect(addOpenMinutes('24x7', shanghai, at('2026-10-01 03:00'), 30)).to.equal(
        at('2026-10-01 03:30'),
      );
    });

    it('give no instant after the end of the work calendar', () => {
      expect(addOpenMinutes(office, shanghai, at('2026-12-31 17:50'), 10)).to.equal(
        at('2026-12-31 18:00'),
      );
      expect(addOpenMinutes(office, shanghai, at('2026-12-31 17:50'), 11)).to.equal(undefined);
    });

    it('give no instant after more than 366 days', () => {
      expect(addOpenMinutes({ weekly: [] }, shanghai, at('2026-09-16 12:00'), 1)).to.equal(
        undefined,
      );
      const minutes = (366 * DAY) / 60_000;
      const chained: Scheduled = { weekly: [{ days: EVERY_DAY, from: '00:00', to: '24:00' }] };
      for (const hours of ['24x7', chained] as const) {
        expect(addOpenMinutes(hours, shanghai, at('2026-09-16 12:00'), minutes)).to.equal(
          at('2026-09-16 12:00') + 366 * DAY,
        );
        expect(addOpenMinutes(hours, shanghai, at('2026-09-16 12:00'), minutes + 1)).to.equal(
          undefined,
        );
      }
    });

    it('throw for an invalid number of minutes', () => {
      for (const minutes of [NaN, -1])
        expect(() => addOpenMinutes('24x7', shanghai, 0, minutes)).to.throw(RangeError);
    });
  });

  it('throw for unknown zones and invalid times and dates', () => {
    const when = at('2026-09-16 10:00');
    const daily = (from: string, to: string): Scheduled => ({
      weekly: [{ days: EVERY_DAY, from, to }],
    });
    expect(() => statusAt(office, { timeZone: 'Mars/Olympus' }, when)).to.throw(RangeError);
    for (const time of ['9:00', '24:01', '25:00', '09:60', 'nine', '']) {
      expect(() => statusAt(daily(time, '18:00'), shanghai, when), time).to.throw(RangeError);
      expect(() => weekForDisplay(daily('08:00', time)), time).to.throw(RangeError);
    }
    expect(() =>
      statusAt({ weekly: [], dates: [{ from: '2026-02-30', periods: [] }] }, shanghai, when),
    ).to.throw(RangeError);
    expect(() =>
      statusAt(office, { ...shanghai, workCalendar: { ...calendar2026, through: '2026' } }, when),
    ).to.throw(RangeError);
    expect(() => weekForDisplay({ weekly: [{ days: [0], from: '09:00', to: '18:00' }] })).to.throw(
      RangeError,
    );
  });

  describe('compared with a second implementation on Temporal', () => {
    const clock = (latest: number): fc.Arbitrary<string> =>
      fc
        .integer({ min: 0, max: latest })
        .map(
          (minute) =>
            `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
        );
    const time = fc.oneof(
      clock(1440),
      clock(200),
      fc.constantFrom('00:00', '01:00', '02:00', '09:00', '18:00', '22:00', '24:00'),
    );
    const period: fc.Arbitrary<Period> = fc.record({ from: time, to: time });
    const days = fc.subarray(EVERY_DAY, { minLength: 1 });

    /** An instant, hours, and a context whose calendar has dates around that instant. */
    const situation = aZone
      .chain((zone) => fc.tuple(fc.constant(zone), anInstant(zone), fc.boolean()))
      .chain(([zone, instant, ownZone]) => {
        const today = Temporal.Instant.fromEpochMilliseconds(instant)
          .toZonedDateTimeISO(zone)
          .toPlainDate();
        const date = (min: number, max: number): fc.Arbitrary<string> =>
          fc.integer({ min, max }).map((by) => today.add({ days: by }).toString());
        const dated = fc
          .tuple(
            fc.integer({ min: -3, max: 12 }),
            fc.integer({ min: 0, max: 3 }),
            fc.array(period, { maxLength: 2 }),
          )
          .map(([from, length, periods]) => ({
            from: today.add({ days: from }).toString(),
            to: today.add({ days: from + length }).toString(),
            periods,
          }));
        const hours: fc.Arbitrary<Scheduled> = fc
          .record({
            weekly: fc.array(fc.record({ days, from: time, to: time }), { maxLength: 4 }),
            dates: fc.array(dated, { maxLength: 3 }),
            workCalendar: fc.boolean(),
            holidayPeriods: fc.array(period, { maxLength: 2 }),
          })
          .map((made) => ({ ...made, ...(ownZone && { timeZone: zone }) }));
        const workCalendar: fc.Arbitrary<WorkCalendar> = fc.record({
          through: fc.oneof(date(-2, 10), date(10, 90)),
          holidays: fc.array(fc.record({ date: date(-2, 12) }), { maxLength: 4 }),
          workdays: fc.array(date(-2, 12), { maxLength: 3 }),
        });
        return fc.record({
          instant: fc.constant(instant),
          hours,
          context: fc.record({
            timeZone: fc.constant(ownZone ? 'Asia/Shanghai' : zone),
            workCalendar,
          }),
        });
      });

    /** The piece at an instant, and the pieces after it. */
    const about = (list: readonly Piece[], instant: number): { piece: Piece; rest: Piece[] } => {
      const rest = list.filter(({ from }) => from > instant);
      const piece = [...list].reverse().find(({ from }) => from <= instant);
      if (!piece) throw new Error('The oracle starts after the instant');
      return { piece, rest };
    };

    function expectedStatus(hours: Scheduled, context: HoursContext, instant: number): HoursStatus {
      const { piece, rest } = about(pieces(hours, context, instant, 62), instant);
      const next = rest[0];
      if (piece.state === 'open')
        return next?.state === 'closed' && next.from <= instant + 14 * DAY
          ? { state: 'open', closesAt: next.from }
          : { state: 'open' };
      if (piece.state === 'closed')
        return next?.state === 'open' && next.from <= instant + 60 * DAY
          ? { state: 'closed', opensAt: next.from }
          : { state: 'closed' };
      return { state: 'unknown' };
    }

    function expectedEnd(
      hours: Scheduled,
      context: HoursContext,
      instant: number,
      minutes: number,
      days: number,
    ): number | undefined {
      const { piece, rest } = about(pieces(hours, context, instant, days), instant);
      let left = minutes * 60_000;
      let [from, state] = [instant, piece.state];
      for (const next of [...rest, { from: instant + days * DAY, state: 'unknown' as const }]) {
        if (next.from > instant + days * DAY) break;
        if (state === 'unknown') return undefined;
        if (state === 'open' && left <= next.from - from) return from + left;
        if (state === 'open') left -= next.from - from;
        ({ from, state } = next);
      }
      return days < 366
        ? expectedEnd(hours, context, instant, minutes, 366)
        : state === 'open' && from + left <= instant + 366 * DAY
          ? from + left
          : undefined;
    }

    it('give the same state until the same instant', () => {
      fc.assert(
        fc.property(situation, ({ hours, context, instant }) => {
          const status = statusAt(hours, context, instant);
          expect(status).to.deep.equal(expectedStatus(hours, context, instant));
        }),
        { numRuns: 400 },
      );
    });

    it('give the same instant after a number of open minutes', () => {
      fc.assert(
        fc.property(
          situation,
          fc.oneof(fc.integer({ min: 1, max: 240 }), fc.integer({ min: 1, max: 4000 })),
          ({ hours, context, instant }, minutes) => {
            expect(addOpenMinutes(hours, context, instant, minutes)).to.equal(
              expectedEnd(hours, context, instant, minutes, 20),
            );
          },
        ),
        { numRuns: 400 },
      );
    });
  });
});

describe('weekForDisplay', () => {
  it('groups days with the same periods, sorts the periods, and leaves out closed days', () => {
    const hours: Scheduled = {
      weekly: [
        { days: [6], from: '10:00', to: '16:00' },
        { days: WORKWEEK, from: '13:30', to: '18:00' },
        { days: WORKWEEK, from: '09:00', to: '12:00' },
      ],
    };
    expect(weekForDisplay(hours)).to.deep.equal([
      {
        days: WORKWEEK,
        periods: [
          { from: '09:00', to: '12:00' },
          { from: '13:30', to: '18:00' },
        ],
      },
      { days: [6], periods: [{ from: '10:00', to: '16:00' }] },
    ]);
  });

  it('groups days that are not adjacent, in the order of their first day', () => {
    const hours: Scheduled = {
      weekly: [
        { days: [2, 4], from: '09:00', to: '12:00' },
        { days: [5, 3, 1], from: '14:00', to: '02:00' },
      ],
    };
    expect(weekForDisplay(hours)).to.deep.equal([
      { days: [1, 3, 5], periods: [{ from: '14:00', to: '02:00' }] },
      { days: [2, 4], periods: [{ from: '09:00', to: '12:00' }] },
    ]);
  });

  it('returns 24x7 unchanged, and no groups for a line without weekly hours', () => {
    expect(weekForDisplay('24x7')).to.equal('24x7');
    expect(weekForDisplay({ weekly: [] })).to.deep.equal([]);
  });
});
