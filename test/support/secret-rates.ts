import type { SecretKind } from '../../src/core/secret-rules.ts';
import { findSecrets, maskSecrets, type SecretRules } from '../../src/core/secrets.ts';
import type { Sample } from './secret-samples.ts';

interface Rate {
  found: number;
  of: number;
}

/**
 * How many secrets are found, by kind and in total, and in how many texts without secrets something
 * is: a false alarm; `certain`: one that a desk would mask.
 */
export function secretRates(samples: readonly Sample[], rules: SecretRules) {
  const hits = new Map<SecretKind, Rate>();
  const total: Rate = { found: 0, of: 0 };
  const alarms = { found: 0, certain: 0, of: 0 };
  for (const { text, secrets } of samples) {
    const found = findSecrets(text, rules);
    const masked = maskSecrets(text, found);
    for (const { kind, value } of secrets) {
      const rate = hits.get(kind) ?? { found: 0, of: 0 };
      hits.set(kind, rate);
      for (const counted of [rate, total]) {
        counted.of++;
        if (!masked.includes(value)) counted.found++;
      }
    }
    if (secrets.length > 0) continue;
    alarms.of++;
    if (found.length > 0) alarms.found++;
    if (found.some(({ isCertain }) => isCertain)) alarms.certain++;
  }
  return { hits, total, alarms };
}
