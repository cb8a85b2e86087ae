import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';

/** What can fail, as in `disk.c`. Faults are added: `READ | ONLY_WAL`. */
export const READ = 1;
export const WRITE = 2;
export const SYNC = 4;
export const FULL = 8;
/** Limits the other faults to SQLite's write-ahead log. */
export const ONLY_WAL = 16;

/**
 * A disk whose faults can be switched on and off while a process uses it.
 * @param {string} library Path of the compiled `disk.c`
 * @param {string} files Path prefix of the files that fail
 * @param {string} control Path of a file that holds the switch
 */
export function faultyDisk(library, files, control) {
  writeFileSync(control, Buffer.from([0]), { mode: 0o644 });
  const descriptor = openSync(control, 'r+');
  return {
    env: { LD_PRELOAD: library, FAULTS_FILES: files, FAULTS_CONTROL: control },
    /** @param {number} faults 0 for none */
    fail: (faults) => void writeSync(descriptor, Buffer.from([faults]), 0, 1, 0),
    close: () => closeSync(descriptor),
  };
}
