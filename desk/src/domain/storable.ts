/** No database keeps a NUL in a text whole, and half a surrogate pair is no character. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Whether every database keeps this text as it is. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);
