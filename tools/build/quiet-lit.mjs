/** XML would refuse the markup of templates, which is HTML. */
const HTML =
  'const inHtml=document.contentType=="text/html"?document:document.implementation.createHTMLDocument("");';

/**
 * Removes from Lit what members do not need: error messages for developers, hooks for polyfills of
 * shadow roots, the list of Lit versions on the page, and the metadata of decorators (decision 0011:
 * we use none). Lets templates be read in XHTML pages, and properties be declared where a page has
 * given `Object.prototype` what Lit would read as their options.
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
            .replace(
              /^([^]*static createElement\(\w,\w\)\{const \w=)\w+(?=\.createElement\("template"\))/,
              `${HTML}$1inHtml`,
            )
            .replace(
              /(static createProperty\(\w,(\w)=\w\)\{)/,
              '$1$2=Object.assign(Object.create(null),$2);',
            )
            .replace(/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\){.+?}(?=this\.)/, ''),
          map: null,
        }
      : null,
});
