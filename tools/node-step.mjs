/**
 * A step that runs test files in Node and writes its count to `results`. Each file runs in its own
 * process, unless a `program` is given to run them all.
 */
export function nodeStep(name, files, results, { program } = {}) {
  const reporters = [
    ['spec', 'stdout'],
    ['./tools/node-reporter.mjs', results],
  ].flatMap(([reporter, to]) => [
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${to}`,
  ]);
  const command = [
    'node',
    '--import',
    'tsx',
    ...(program ? [] : ['--test']),
    ...reporters,
    ...(program ? [program] : []),
    ...files,
  ];
  // Without files, Node would search for tests and run those of other steps.
  return {
    name,
    results,
    command,
    ...(files.length === 0 && { cannot: 'no test file was found' }),
  };
}
