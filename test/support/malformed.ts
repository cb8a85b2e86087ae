/** Values that a field may hold by mistake. */
export const WRONG: readonly unknown[] = [
  null,
  true,
  5,
  -1e300,
  '',
  'x',
  'constructor',
  [],
  [null],
  {},
  // Cannot be made a text.
  { toString: 1 },
];

/** The paths of all fields of a value, at every depth. */
export const pathsOf = (value: unknown, path: readonly string[] = []): string[][] => [
  ...(path.length ? [[...path]] : []),
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))
    : []),
];

/** A copy in which the field at the path holds another value. */
export const withField = (whole: unknown, path: readonly string[], value: unknown): unknown => {
  const [key = '', ...rest] = path;
  const copy = (
    Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) }
  ) as Record<string, unknown>;
  copy[key] = rest.length ? withField(copy[key], rest, value) : value;
  return copy;
};
