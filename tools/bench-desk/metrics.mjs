import { readFileSync } from 'node:fs';
import { METRICS_TOKEN } from '../bench/desk.mjs';

/** The desk's own figures. */
export const metricsOf = (url) =>
  fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } });

/** One of a desk's figures, by its name. */
export async function metric(url, name) {
  const text = await (await metricsOf(url)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

/** Memory of a process, MB; undefined where the system does not say. */
export function memoryOf(pid) {
  try {
    const [, kB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kB) / 1000;
  } catch {
    return undefined;
  }
}
