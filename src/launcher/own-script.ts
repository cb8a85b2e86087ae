const current = document.currentScript as HTMLScriptElement | null;
const named = [...document.querySelectorAll<HTMLScriptElement>('script[src*="hotline.js"]')];

/**
 * The script tag of this file: the one that runs, if its URL names the file; or else the last one
 * that does. A module does not know its tag, jQuery runs a copy of the text, a shop may paste the
 * text into another script, and an element with the name `currentScript` hides the property. A tag
 * that runs under another name is the last resort.
 */
export const ownScript = current && named.includes(current) ? current : (named.pop() ?? current);

/** The folder of this file and its chunks. jQuery may have fetched it without any tag. */
export const folder = (
  ownScript?.src ||
  performance.getEntriesByType('resource').find(({ name }) => /hotline.js/.test(name))?.name ||
  ''
).replace(/[^/]*(\?.*)?$/, '');
