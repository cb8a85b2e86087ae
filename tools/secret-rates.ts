// Prints how well secrets are found, on the samples of the tests. Usage: npx tsx tools/secret-rates.ts
import { orderPatterns } from '../src/core/order-number.ts';
import { secretRates } from '../test/support/secret-rates.ts';
import { secretSamples, type Sample } from '../test/support/secret-samples.ts';
import { WITH_SECRETS, WITHOUT } from '../test/support/secrets-corpus.ts';

const rules = { orderPatterns: orderPatterns() };
const others = [...WITH_SECRETS, ...WITHOUT.map((text): Sample => ({ text, secrets: [] }))];
const share = ({ found, of }: { found: number; of: number }): string =>
  `${found}/${of} (${Math.round((100 * found) / of)} %)`;

for (const [name, samples] of [
  ['made from formats', secretSamples(1, 20)],
  ['written by somebody else', others],
  ['the half of these that was not looked at', others.filter((_, index) => index % 2 === 1)],
] as const) {
  const { hits, total, alarms } = secretRates(samples, rules);
  console.log(
    `${name}: found ${share(total)}, false alarms ${share(alarms)}, masked wrongly ${alarms.certain}`,
  );
  for (const [kind, rate] of hits) console.log(`  ${kind}: ${share(rate)}`);
}
