const said: string[] = [];

/** Tells the page's owner something in the console, once. */
export const warn = (words: string): void => {
  if (said.includes(words)) return;
  said.push(words);
  console.warn(`hotline-widget: ${words}`);
};
