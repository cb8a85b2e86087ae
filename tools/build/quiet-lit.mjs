/**
 * Removes from Lit what members do not need: error messages for developers, hooks for polyfills of
 * shadow roots, the list of Lit versions on the page, and the metadata of decorators (decision 0011:
 * we use none).
 */
export const quietLit = () => ({
  name: 'quiet-lit',
  transform: (code, id) =>
    /node_modules\/(?:@lit|lit|lit-[a-z]+)\//.test(id)
      ? {
          code: code
            .replace(/throw Error\((?:[^()]|\([^()]*\))*\)/g, 'throw Error("lit")')
            .replace(/\w+\.(?:\w+PolyfillSupport|litElementHydrateSupport)\b/g, '(void 0)')
            .replace(/\(void 0===\w+\.ShadyCSS\|\|\w+\.ShadyCSS\.nativeShadow\)&&/, '')
            .replace(/\(\w+\.\w+Versions\s*\?\?=\s*\[\]\)\.push\("[\d.]+"\)/g, '0')
            .replace(/Symbol\.metadata\?\?=.+?,\w+\.litPropertyMetadata\?\?=new WeakMap;/, '')
            .replace(/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\){.+?}(?=this\.)/, ''),
          map: null,
        }
      : null,
});
