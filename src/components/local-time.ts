/** An instant as a `datetime-local` field wants it, on the member's own clock; empty for none. */
export const toField = (iso: string | undefined): string => {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** What a `datetime-local` field holds, as ISO 8601; undefined for an empty or half-filled one. */
export const fromField = (value: string): string | undefined => {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};
