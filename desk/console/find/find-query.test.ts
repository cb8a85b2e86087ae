import { expect } from '@open-wc/testing';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { numberOf } from '../test-support/samples.ts';
import { readQuery } from './find-query.ts';

describe('readQuery', () => {
  const number = numberOf(48213);
  const misheard = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
  for (const [typed, kind, value] of [
    ['', 'nothing', undefined],
    ['  ', 'nothing', undefined],
    [formatTicketNumber(number), 'ticket', number],
    [`${number.slice(0, 6)} ${number.slice(6)}`, 'ticket', number],
    [misheard, 'misheard', misheard],
    ['123 456', 'code', '123456'],
    ['１２３４５６', 'code', '123456'],
    ['8000', 'tail', '8000'],
    ['138 0013 8000', 'phone', '8000'],
    ['+86 138-0013-8000', 'phone', '8000'],
    ['0571-8888 8888', 'phone', '8888'],
    ['0755-8376 5566 转 8001', 'phone', '5566'],
    ['700 1234 5678 9012', 'phone', '9012'],
    ['+852 2345 6789', 'phone', '6789'],
    ['126112209300012345', 'order', '126112209300012345'],
    ['20261122093000123', 'order', '20261122093000123'],
    ['A1B2C3D4E5F6G7H8', 'order', 'A1B2C3D4E5F6G7H8'],
    ['12', 'short', undefined],
    ['dj20261122224011ab3f', 'order', 'dj20261122224011ab3f'],
    ['AB-12', 'order', 'AB-12'],
  ] as const) {
    it(`reads “${typed}” as ${kind}`, () => {
      const query = readQuery(typed);
      expect(query.kind).to.equal(kind);
      expect('value' in query ? query.value : undefined).to.equal(value);
    });
  }
});
