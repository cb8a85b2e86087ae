/**
 * Removes from Lit what members do not need: error messages for developers, hooks for polyfills of
 * shadow roots, and the list of Lit versions on the page.
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
