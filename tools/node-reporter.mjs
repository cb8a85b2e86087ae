import { resolve } from 'node:path';

/**
 * A node:test reporter that writes `{passed, failed, notes}` as JSON. Skipped tests and files
 * without tests prove nothing: they count as failed, although Node accepts both. `notes` names
 * them.
 */
export default async function* count(events) {
  let passed = 0;
  let failed = 0;
  const notes = [];
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const isSuite = data.details.type === 'suite';
    // A suite counts only when it failed by itself, as when a hook threw.
    if (isSuite && (type === 'test:pass' || data.details.error?.failureType === 'subtestsFailed'))
      continue;
    // Node reports a file without tests as a test.
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
