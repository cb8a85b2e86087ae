/**
 * The script tag that this file came from. A classic script knows its tag while it runs; a module does not, so there it is the tag
 * whose address names this file.
 */
export const ownScript = (document.currentScript ?? [...document.scripts].find(({ src }) => /\/hotline\.js\b/.test(src))) as HTMLScriptElement | undefined;
