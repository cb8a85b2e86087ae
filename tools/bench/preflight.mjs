import { SLOWED, TIMEOUT_MS, countRequests, injection, openPage } from './sample.mjs';
import { SLOW_4G } from './slow.mjs';

/** What a second page is opened after, ms. */
const READING_MS = 1_000;

/** Opens a page and waits for the number. @returns how long that took, and how many preflights */
async function visit({ page }, network, contender, url) {
  const before = network.preflights;
  await page.goto(url, { waitUntil: 'commit' });
  const { number } = await page.evaluate(
    (args) => window.bench.painted(...args),
    [injection(contender).targets, TIMEOUT_MS],
  );
  if (number === null) throw new Error('never showed its number');
  await page.waitForTimeout(READING_MS);
  return { number, preflights: network.preflights - before };
}

/** A first and a second page of a visit: the desk on another origin, and under the shop's own. */
async function samplePreflight({ browser, origin }, contender) {
  const measured = {};
  for (const where of ['with', 'near']) {
    const opened = await openPage(browser);
    try {
      const network = await countRequests(opened.session);
      await opened.session.send('Network.emulateNetworkConditions', SLOW_4G);
      await opened.slow(SLOWED);
      for (const turn of ['first', 'second']) {
        const url = `${origin}/${where}/${contender.name}`;
        const { number, preflights } = await visit(opened, network, contender, url);
        measured[`${where}-${turn}`] = number;
        measured[`${where}-${turn}-preflights`] = preflights;
      }
    } finally {
      await opened.close();
    }
  }
  return measured;
}

const column = (where, turn, label) => [
  { key: `${where}-${turn}`, label: `${label}, ms`, digits: 0 },
  { key: `${where}-${turn}-preflights`, label: 'preflights', digits: 0 },
];

export const preflight = {
  name: 'preflight',
  title: "A member's preflight, slow 4G: navigation → number",
  base: 'ours-member',
  takes: ({ name }) => name === 'ours-member',
  measures: [
    ...column('with', 'first', 'first page, desk elsewhere'),
    ...column('near', 'first', "first page, desk under the shop's origin"),
    ...column('with', 'second', 'second page, desk elsewhere'),
    ...column('near', 'second', "second page, desk under the shop's origin"),
  ],
  sample: samplePreflight,
};
