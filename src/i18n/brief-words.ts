/** A brief as text to paste or to read aloud: one fact a line. */
export const briefWords = (facts: readonly (readonly [label: string, value: string | undefined])[], colon: string): string =>
  facts
    .filter((fact): fact is [string, string] => !!fact[1])
    .map(([label, value]) => `${label}${colon}${value}`)
    .join('\n');
