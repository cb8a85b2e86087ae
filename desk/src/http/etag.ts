import { createHash } from 'node:crypto';

const TAG_LENGTH = 22;

/** The `ETag` of exactly these bytes: 128 bits of their hash. */
export const strongTag = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, TAG_LENGTH)}"`;

/** The `ETag` of answers that mean the same and may differ in their bytes. */
export const weakTag = (text: string): string => `W/${strongTag(text)}`;

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/**
 * Whether an `If-None-Match` names this tag. It compares weakly, as RFC 9110 section 13.1.2 asks: a
 * proxy that compresses an answer makes its tag weak.
 * @example namesTag('"a", W/"b"', '"b"') === true
 */
export const namesTag = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((each) => opaque(each) === opaque(tag)));
