import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConnectionError, isUnavailable } from '../../src/store/errors.ts';
import { SqliteError } from '../../src/store/sqlite-file.ts';

const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

describe('isUnavailable', () => {
  it('holds for a database that is busy, broken or away', () => {
    // Of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html
    const codes =
      '08006 08P01 25006 25P02 25P03 40001 40P01 53100 53300 55P03 57014 57P01 57P02 57P03 58030 58P01 XX000 XX001';
    for (const code of codes.split(' ')) assert.ok(isUnavailable(withCode(code)), code);
    for (const cause of [
      withCode('ECONNRESET'),
      new Error('Connection terminated unexpectedly'),
      new Error('Client has encountered a connection error and is not queryable'),
      new Error('timeout expired'),
    ])
      assert.ok(isUnavailable(new ConnectionError(cause)), cause.message);
  });

  it('holds for what SQLite says of a disk, with and without a number', () => {
    const errors: [number | undefined, string][] = [
      [5, 'database is locked'],
      [8, 'attempt to write a readonly database'],
      [266, 'disk I/O error'],
      [1034, 'disk I/O error'],
      [undefined, 'disk I/O error'],
      // What SQLite makes of a read that fails with EIO.
      [undefined, 'database disk image is malformed'],
      [13, 'database or disk is full'],
      [undefined, 'database or disk is full'],
      [14, 'unable to open database file'],
    ];
    for (const [errcode, message] of errors)
      assert.ok(
        isUnavailable(new SqliteError(Object.assign(new Error(message), { errcode }))),
        `${errcode} ${message}`,
      );
  });

  it('does not hold for errors of the desk itself', () => {
    for (const code of ['22P02', '23505', '42703', '25001', '0A000', 'ERR_INVALID_STATE'])
      assert.ok(!isUnavailable(withCode(code)), code);
    const { code } = new SqliteError(
      Object.assign(new Error('near "x": syntax error'), { errcode: 1 }),
    );
    assert.equal(code, 'SQLITE_ERROR');
    assert.ok(!isUnavailable(withCode(code)));
    assert.ok(!isUnavailable(new TypeError('x is not a function')));
  });
});
