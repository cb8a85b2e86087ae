/**
 * A step that runs test files in Node and writes its count to `results`. Files run one after the other where `serial`: for those that start
 * servers and browsers of their own.
 */
export function nodeStep(name, files, results, { serial = false } = {}) {
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
    '--test',
    ...(serial ? ['--test-concurrency=1'] : []),
    ...reporters,
    ...files,
  ];
  // Without a file Node would look for tests by itself, and find those that are not its own.
  return {
    name,
    results,
    command,
    ...(files.length === 0 && { cannot: 'no test file was found' }),
  };
}
