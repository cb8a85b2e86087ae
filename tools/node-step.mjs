/**
 * A step that runs test files in one Node process and writes its count to `results`. `program`
 * imports the files.
 */
export function nodeStep(name, files, results, program = 'tools/run-node-tests.mjs') {
  const reporters = [
    ['spec', 'stdout'],
    ['./tools/node-reporter.mjs', results],
  ].flatMap(([reporter, to]) => [
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${to}`,
  ]);
  const command = ['node', '--import', 'tsx', ...reporters, program, ...files];
  return {
    name,
    results,
    command,
    ...(files.length === 0 && { cannot: 'no test file was found' }),
  };
}
