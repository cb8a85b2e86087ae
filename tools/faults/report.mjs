const listed = (counts) =>
  [...counts]
    .map(([what, count]) => `${what}×${count}`)
    .sort()
    .join(' ');

/**
 * Counts what came of the callbacks.
 * @param {Awaited<ReturnType<ReturnType<typeof import('./bench.mjs').createBench>['settle']>>} load
 * @param {{ number: string, phone: string }[]} rows Tickets of the database
 */
export function count(load, rows) {
  const kept = new Map(rows.map(({ number, phone }) => [number, phone]));
  const acknowledged = load.acknowledged();
  const phones = rows.map(({ phone }) => phone).filter(Boolean);
  return {
    acknowledged: acknowledged.length,
    stored: rows.length,
    // Erased is lost, too.
    lost: acknowledged.filter(({ ticket, phone }) => !kept.get(ticket)?.endsWith(phone)).length,
    // Two tickets for one callback, or two answers about it.
    doubled: Math.max(
      phones.length - new Set(phones).size,
      load.callbacks.filter(({ isDoubled }) => isDoubled).length,
    ),
    unsettled: load.callbacks.length - acknowledged.length,
  };
}

const OK = [200, 201, 503];

/**
 * What is wrong with a result, in words; empty when nothing is.
 * @param {import('./scenarios.mjs').Scenario} scenario
 */
export function judge({ expected = [] }, { counts, load, ready, wantsReady }) {
  const { contact } = load;
  const others = [...load.answers.keys()].filter((code) => ![...OK, ...expected].includes(code));
  return [
    counts.lost > 0 && `${counts.lost} lost`,
    counts.doubled > 0 && `${counts.doubled} doubled`,
    counts.unsettled > 0 && `${counts.unsettled} never acknowledged`,
    others.length > 0 && `answers ${others.join(', ')}`,
    load.withoutRetryAfter.count > 0 && `${load.withoutRetryAfter.count} × 503 without Retry-After`,
    (contact.asked === 0 || contact.right < contact.asked) &&
      `the number was not given: ${listed(contact.wrong)}`,
    wantsReady !== undefined && ready !== wantsReady && `/ready said ${ready}`,
  ].filter(Boolean);
}

/** Prints one result. */
export function print(name, kind, { counts, load, ready, firstError }, wrong) {
  const { contact } = load;
  console.log(`${wrong.length === 0 ? '✓' : '✗'} ${name} (${kind})`);
  const lines = {
    callbacks: Object.entries(counts)
      .map(([what, number]) => `${what} ${number}`)
      .join(', '),
    answers: `${listed(load.answers)}, slowest ${Math.round(load.slowestMs())} ms`,
    'first error': firstError ?? 'none',
    contact: `${contact.right} of ${contact.asked} right, slowest ${Math.round(contact.slowestMs)} ms`,
    ...(ready !== undefined && { '/ready': `${ready} during the fault` }),
    ...(wrong.length > 0 && { WRONG: wrong.join('; ') }),
  };
  for (const [what, value] of Object.entries(lines)) console.log(`    ${what.padEnd(12)} ${value}`);
}
