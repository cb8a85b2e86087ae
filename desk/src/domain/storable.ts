/** PostgreSQL refuses NUL in text, and half a surrogate pair is not a character. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Whether both databases store this text unchanged. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);
