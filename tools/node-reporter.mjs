import { resolve } from 'node:path';

/**
 * A node:test reporter that writes `{passed, failed, notes}` as JSON. A skipped test and a file without a test count as
 * failed, though Node lets both pass: they prove nothing. `notes` says which they are.
 */
export default async function* count(events) {
  let passed = 0;
  let failed = 0;
  const notes = [];
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const isSuite = data.details.type === 'suite';
    // A suite that fails only because a test in it did is that test's failure; one whose hook threw is its own.
    if (isSuite && (type === 'test:pass' || data.details.error?.failureType === 'subtestsFailed'))
      continue;
    // Node reports a file as if it were a test where nothing in it is one.
    const isEmptyFile =
      type === 'test:pass' && data.nesting === 0 && resolve(data.name) === data.file;
    const isSkipped = type === 'test:pass' && (data.skip !== undefined || data.todo !== undefined);
    if (isEmptyFile) notes.push(`${data.file} holds no test`);
    if (isSkipped) notes.push(`${data.file}: skipped: ${data.name}`);
    if (type === 'test:pass' && !isEmptyFile && !isSkipped) passed += 1;
    else failed += 1;
  }
  yield JSON.stringify({ passed, failed, notes });
}
