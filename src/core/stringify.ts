/**
 * `JSON.stringify` that works on every page: old Prototype.js and MooTools add `toJSON` to
 * prototypes, which would encode strings twice.
 */
export const stringify = (value: unknown): string => {
  const patched = [Array, String, Number, Boolean, Object]
    .map(({ prototype }) => ({
      prototype: prototype as unknown as Record<string, unknown>,
      toJSON: Object.getOwnPropertyDescriptor(prototype, 'toJSON'),
    }))
    .filter(({ toJSON }) => toJSON?.configurable);
  for (const { prototype } of patched) delete prototype['toJSON'];
  try {
    return JSON.stringify(value);
  } finally {
    for (const { prototype, toJSON } of patched)
      if (toJSON) Object.defineProperty(prototype, 'toJSON', toJSON);
  }
};
