/**
 * Whether a key belongs to an input method, such as pinyin. Safari sends the key that ends a
 * composition after it has ended, with 229 as its `keyCode`.
 */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229;
