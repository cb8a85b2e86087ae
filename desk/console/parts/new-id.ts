/**
 * An id by which the desk recognises a repeated request. `randomUUID` works on secure pages only, and
 * a desk may run in an office without HTTPS.
 */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
