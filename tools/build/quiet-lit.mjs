/**
 * Removes from Lit what no member needs: messages to developers who misuse it, hooks for polyfills of browsers without
 * shadow roots, and the list of versions on the page.
 */
export const quietLit = () => ({
  name: 'quiet-lit',
  transform: (code, id) =>
    /node_modules\/(?:@lit|lit|lit-[a-z]+)\//.test(id)
      ? {
          code: code
            .replace(/throw Error\((?:[^()]|\([^()]*\))*\)/g, 'throw Error("lit")')
            .replace(/\w+\.(?:\w+PolyfillSupport|litElementHydrateSupport)\b/g, '(void 0)')
            .replace(/\(\w+\.\w+Versions\s*\?\?=\s*\[\]\)\.push\("[\d.]+"\)/g, '0'),
          map: null,
        }
      : null,
});
