import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a table was measured on, in a sentence. @param {string} browser its version */
export function machine(browser) {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'processor'}`,
    `${Math.round(totalmem() / 1e9)} GB`,
    `${type()} ${release()}`,
    `Node ${process.version.slice(1)}`,
    `Chromium ${browser}`,
    `load ${loadavg()[0].toFixed(1)} at the start`,
  ].join(', ');
}
