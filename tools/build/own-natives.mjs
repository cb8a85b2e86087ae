const MODULE = '\0natives';

/**
 * Old pages have classes of their own under these names: `function Map() { this.put = … }`. A
 * variable of a page may hide them from all its scripts, so they are taken from an empty frame then.
 * What `Map` and the others do does not depend on their window, which is gone at once; promises need
 * theirs, but an async function has the page's native ones.
 */
const NATIVES = `
export let { Map, Set, Symbol, WeakMap } = window;
if (![Map, Set, Symbol, WeakMap].every((native) => /\\[native code/.test(native))) {
  const frame = document.createElement('iframe');
  document.documentElement.append(frame);
  ({ Map, Set, Symbol, WeakMap } = frame.contentWindow);
  frame.remove();
}
export const Promise = (async () => {})().constructor;
`;
const NAMES = ['Map', 'Promise', 'Set', 'Symbol', 'WeakMap'];

/** Lets a build do without the page's `Map`, `Promise`, `Set`, `Symbol` and `WeakMap`. */
export const ownNatives = () => ({
  name: 'own-natives',
  resolveId: (source) => (source === MODULE ? source : null),
  load: (id) => (id === MODULE ? NATIVES : null),
  transform: (code, id) => {
    if (id === MODULE) return null;
    // Rollup drops what is only named in a comment.
    const used = NAMES.filter((name) => new RegExp(`(?<![.$\\w])${name}\\b`).test(code));
    return used.length
      ? { code: `import { ${used} } from ${JSON.stringify(MODULE)};${code}`, map: null }
      : null;
  },
});
