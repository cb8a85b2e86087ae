import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csv, csvCell } from '../../src/http/csv.ts';

/** Parses CSV (RFC 4180). */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('csv', () => {
  it('keeps any text, and never writes a cell that a spreadsheet reads as a formula', () => {
    const text = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", 'a', '中', '＝'),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = parse(csv(rows));
        assert.deepEqual(
          read.map((row, index) =>
            row.map((cell, column) => (rows[index]?.[column] === cell ? cell : cell.slice(1))),
          ),
          rows,
        );
        for (const cell of read.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r\n＝]/);
      }),
      {
        examples: [
          [[['=1+1', '@a']]],
          [
            [
              ["'\r", ''],
              ['\r', ''],
            ],
          ],
        ],
      },
    );
  });
});

describe('csvCell', () => {
  it('leaves numbers as they are and missing values empty', () => {
    assert.deepEqual([-5, 0, 1.5, null, '-5', '', 'a,b', 'say "hi"'].map(csvCell), [
      '-5',
      '0',
      '1.5',
      '',
      "'-5",
      '',
      '"a,b"',
      '"say ""hi"""',
    ]);
  });
});
