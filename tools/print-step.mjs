/** A line that Node prints for a test that passed. */
const PASSED = /^\s*✔ /;

/** Prints one line for a step, and the output of a failed step. */
export function printStep({ name }, { passed, failed, notes, output, seconds }) {
  const time = seconds === undefined ? '' : `${seconds.toFixed(1)} s`;
  console.log(
    `${failed === 0 ? '✓' : '✗'} ${name.padEnd(6)} ${time.padStart(8)}   ${passed} passed, ${failed} failed`,
  );
  if (failed === 0) return;
  const lines = output
    .trimEnd()
    .split('\n')
    .filter((line) => !PASSED.test(line));
  console.log(
    [...lines, ...notes]
      .filter(Boolean)
      .map((line) => `    ${line}`)
      .join('\n'),
  );
}
