const current = document.currentScript;

/**
 * The script tag that loaded this file. A classic script knows its tag while it runs; for a module
 * it is the tag whose URL names this file. If `currentScript` is not a script, an element with that
 * `name` hides the property.
 */
export const ownScript =
  current instanceof HTMLScriptElement
    ? current
    : document.querySelector<HTMLScriptElement>('script[src*="hotline.js"]');
