/** Without letters and digits that are confused when read aloud or copied by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const LENGTH = 4;

/** A password of four groups of four, 79 bits: `k7mq-p2xa-…`. */
export const makePassword = (): string => {
  const picked: string[] = [];
  // Larger bytes are rejected: they would make the first letters more likely (modulo bias).
  const bound = 256 - (256 % LETTERS.length);
  while (picked.length < GROUPS * LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      if (byte < bound && picked.length < GROUPS * LENGTH)
        picked.push(LETTERS[byte % LETTERS.length] ?? '');
  }
  return Array.from({ length: GROUPS }, (_, group) =>
    picked.slice(group * LENGTH, (group + 1) * LENGTH).join(''),
  ).join('-');
};
