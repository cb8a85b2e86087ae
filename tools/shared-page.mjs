/**
 * A @web/test-runner plugin that runs many test files in one page: it serves `file` as a module that
 * imports them, in the order given. Opening a page takes longer than most test files do.
 * @param {string} file path from the root, of a file that exists
 * @param {readonly string[]} tests paths from the root
 */
export const sharedPage = (file, tests) => ({
  name: 'shared-page',
  serve: ({ path }) =>
    path === `/${file}`
      ? { body: tests.map((test) => `import '/${test}';\n`).join(''), type: 'js' }
      : undefined,
});
