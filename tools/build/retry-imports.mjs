/**
 * Repeats a failed `import()` once with another URL. Chromium 150 remembers a failed import until
 * the page closes and rejects later imports of the same URL without a request, so the panel's retry
 * button could never work.
 */
export const retryImports = () => ({
  name: 'retry-imports',
  renderDynamicImport: () => ({ left: 'retryImport(', right: ')' }),
  renderChunk: (code) =>
    code.includes('retryImport(')
      ? {
          code: `${code}\nfunction retryImport(url) { return import(url).catch(() => import(url + '?' + Math.random())); }\n`,
          map: null,
        }
      : null,
});
