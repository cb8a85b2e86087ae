const current = document.currentScript;

/**
 * The script tag that this file came from. A classic script knows its tag while it runs; a module does not, so there it is the tag
 * whose address names this file. What is no script is an element of that `name`, which hides the property.
 */
export const ownScript =
  current instanceof HTMLScriptElement
    ? current
    : [...document.scripts].find(({ src }) => /\/hotline\.js\b/.test(src));
