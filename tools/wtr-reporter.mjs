import { relative } from 'node:path';
import { writeFileSync } from 'node:fs';

/**
 * For `filterBrowserLogs`: stores the page's console errors in the session, for `countReporter`.
 * They include uncaught errors and unhandled rejections, which the runner prints to the console.
 */
export function keepConsoleErrors({ type, args }, result) {
  if (type === 'error') (result.consoleErrors ??= []).push(args.map(String).join(' '));
  return true;
}

const testsOf = (suite) => [...suite.tests, ...suite.suites.flatMap(testsOf)];

/**
 * Why a session failed as a whole: its file did not load, timed out or held no test, or the page
 * printed an error.
 */
function sessionFailures(session, tests) {
  const errors = session.errors.map(({ message }) => message);
  if (tests.length === 0 && errors.length === 0) errors.push('holds no test');
  return [...errors, ...(session.consoleErrors ?? []).map((text) => `console error: ${text}`)];
}

/**
 * A @web/test-runner reporter that counts tests and writes `{passed, failed}` as JSON to `file`, if
 * given. It also fails the run for console errors, skipped tests and files without a test, which
 * the runner accepts.
 */
export function countReporter({ file }) {
  return {
    onTestRunFinished({ sessions }) {
      let passed = 0;
      let failed = 0;
      for (const session of sessions) {
        const tests = session.testResults ? testsOf(session.testResults) : [];
        passed += tests.filter((test) => test.passed && !test.skipped).length;
        failed += tests.filter((test) => !test.passed || test.skipped).length;
        const failures = sessionFailures(session, tests);
        if (failures.length > 0) failed += 1;
        for (const failure of failures)
          console.error(
            `${relative(process.cwd(), session.testFile)} (${session.group.name}): ${failure}`,
          );
        for (const test of tests)
          if (test.skipped)
            console.error(`${relative(process.cwd(), session.testFile)}: skipped: ${test.name}`);
      }
      if (file !== undefined) writeFileSync(file, JSON.stringify({ passed, failed }));
      console.log(`${passed} passed, ${failed} failed`);
      // The runner sets the exit code when it ends, so this must come later.
      if (failed > 0) process.once('exit', () => (process.exitCode = 1));
    },
  };
}
