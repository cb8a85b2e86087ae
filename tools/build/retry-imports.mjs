/**
 * Lets a chunk that failed to load be requested again. Chromium 150 remembers a failed `import()` for as long as the page
 * lives and rejects every later one of the same address without a request, so the panel's retry button could never work. A
 * failed import is repeated once under another address, which the browser has not seen.
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
