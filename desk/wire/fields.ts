/** Schemas of single fields that several requests share. */
import * as v from 'valibot';

/** 9999-12-31T23:59:59.999Z: the last instant whose ISO timestamp has a four-digit year. */
const LAST_INSTANT = 253_402_300_799_999;

/** Text without surrounding white space, not empty, at most `maxLength` UTF-16 units. */
export const text = (maxLength: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(maxLength));

/** Epoch ms. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT));

/** Whole minutes, at most one day. */
export const minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440));

/** NIST SP 800-63B requires at least 8; the console shows phone numbers, so we ask for more. */
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

/** A password that an agent chooses or is given. */
export const newPassword = v.pipe(
  v.string(),
  v.minLength(MIN_PASSWORD_LENGTH),
  v.maxLength(MAX_PASSWORD_LENGTH),
);

/** A password that somebody typed, which the desk compares with the stored one. */
export const typedPassword = v.pipe(v.string(), v.maxLength(MAX_PASSWORD_LENGTH));
