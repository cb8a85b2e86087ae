/**
 * The JSON pointer (RFC 6901) of a path: `~` and `/` inside a key are escaped. The empty path gives
 * the empty string, which points to the whole document.
 * @example jsonPointer(['lines', 'a/b', 0]) // '/lines/a~1b/0'
 */
export const jsonPointer = (path: readonly unknown[]): string =>
  path.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
