/** `keyCode` of keys that belong to an input method; Safari sends it with the Escape that ends one. */
const COMPOSING = 229;

/** Whether a key belongs to pinyin, or to another input method, and to nothing else. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === COMPOSING;
