/**
 * A step that runs test files in Node and writes its count to `results`. Each file is a process of its own: several at
 * once, or one after the other where `serial`. Where there is a `program`, that is given the files instead.
 */
export function nodeStep(name, files, results, { serial = false, program } = {}) {
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
    ...(program ? [] : ['--test', ...(serial ? ['--test-concurrency=1'] : [])]),
    ...reporters,
    ...(program ? [program] : []),
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
