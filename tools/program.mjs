/**
 * Runs a command to its end and cleans up after it, also when it is interrupted. A failure is
 * printed without a stack and makes the exit code 1.
 * @param {() => Promise<void>} main
 * @param {() => Promise<void>} cleanUp called once, or twice when the interruption comes in it
 */
export async function runProgram(main, cleanUp) {
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await cleanUp();
  }
}
