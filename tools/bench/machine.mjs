import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a table was measured on, in a sentence. @param {string[]} more programs with their versions */
export function machine(...more) {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'processor'}`,
    `${Math.round(totalmem() / 1e9)} GB`,
    `${type()} ${release()}`,
    `Node ${process.version.slice(1)}`,
    ...more,
    `load ${loadavg()[0].toFixed(1)} at the start`,
  ].join(', ');
}
