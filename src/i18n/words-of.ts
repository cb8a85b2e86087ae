/** The words for a code that a desk sent; undefined for one that this version does not know. */
export const wordsOf = (words: object, code: string | undefined): string | undefined => {
  // Also finds what all objects inherit, such as `constructor`.
  const found: unknown = code && words[code as keyof typeof words];
  return typeof found === 'string' ? found : undefined;
};
