import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  formatTicketNumber,
  isTicketNumber,
  makeTicketNumber,
  normalizeTicketNumber,
} from '../../src/core/ticket-number.ts';

const date = fc.record({
  year: fc.integer({ min: 2000, max: 2099 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 31 }),
});
const random = fc.integer({ min: 0, max: 99999 });
const ticket = fc.tuple(date, random).map(([day, digits]) => makeTicketNumber(day, digits));

describe('ticket numbers', () => {
  it('start with the date, followed by the random digits', () => {
    expect(makeTicketNumber({ year: 2026, month: 11, day: 22 }, 48213)).to.match(/^26112248213\d$/);
    expect(makeTicketNumber({ year: 2030, month: 1, day: 2 }, 7)).to.match(/^30010200007\d$/);
  });

  it('end with the check digit of the published algorithm', () => {
    // The published example is 572 with the check digit 4. Leading zeros change nothing.
    expect(makeTicketNumber({ year: 2000, month: 0, day: 0 }, 572)).to.equal('000000005724');
  });

  it('are recognised as ticket numbers', () => {
    fc.assert(
      fc.property(ticket, (number) => {
        expect(isTicketNumber(number)).to.equal(true);
      }),
    );
  });

  it('are rejected after any single wrong digit', () => {
    fc.assert(
      fc.property(ticket, (number) => {
        for (let index = 0; index < number.length; index++) {
          for (const digit of '0123456789') {
            const wrong = number.slice(0, index) + digit + number.slice(index + 1);
            expect(isTicketNumber(wrong), wrong).to.equal(wrong === number);
          }
        }
      }),
    );
  });

  it('are rejected after any swap of two adjacent digits', () => {
    fc.assert(
      fc.property(ticket, (number) => {
        for (let index = 0; index + 1 < number.length; index++) {
          const swapped =
            number.slice(0, index) +
            number.charAt(index + 1) +
            number.charAt(index) +
            number.slice(index + 2);
          expect(isTicketNumber(swapped), swapped).to.equal(swapped === number);
        }
      }),
    );
  });

  it('are rejected if the date is impossible', () => {
    for (const [month, day] of [
      [13, 1],
      [0, 1],
      [1, 32],
      [1, 0],
    ] as const) {
      const number = makeTicketNumber({ year: 2026, month, day }, 1);
      expect(isTicketNumber(number), number).to.equal(false);
    }
  });

  it('are made only with a random integer from 0 to 99999', () => {
    for (const value of [-1, 100000, 1.5, NaN])
      expect(() => makeTicketNumber({ year: 2026, month: 1, day: 1 }, value)).to.throw(RangeError);
  });

  it('are formatted in three groups', () => {
    expect(formatTicketNumber('261122482137')).to.equal('261122-48213-7');
    expect(formatTicketNumber('2611')).to.equal('2611');
  });

  it('are read however people write them', () => {
    fc.assert(
      fc.property(ticket, (number) => {
        const wide = number.replace(/\d/g, (digit) =>
          String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
        );
        const [day, rest] = [number.slice(0, 6), number.slice(6)];
        for (const text of [
          number,
          formatTicketNumber(number),
          ` ${day} ${rest}\u3000`,
          wide,
          `${day}－${rest}`,
        ]) {
          expect(normalizeTicketNumber(text), text).to.equal(number);
        }
      }),
    );
  });

  it('are not found in any other text', () => {
    for (const text of ['', '261122', '12 digits here', '2611224821', 'TK261122482132'])
      expect(normalizeTicketNumber(text), text).to.equal(undefined);
  });
});
