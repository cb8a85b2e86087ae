/**
 * Ticket numbers, made to be read aloud on the phone: `yymmdd`, five random digits, and a check
 * digit by Damm's algorithm, which detects every single wrong digit and every swap of two adjacent
 * digits (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004). The number alone gives no
 * access to a ticket; that takes the ticket's key.
 */

/** Damm's quasigroup of order ten. */
const TABLE = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** The check digit of some digits. It is 0 for digits that end with their own check digit. */
const damm = (digits: string): string => {
  let interim = '0';
  // Prototype.js has a `reduce` of its own.
  for (const digit of digits) interim = TABLE[Number(interim)]?.[Number(digit)] ?? '';
  return interim;
};

/**
 * Makes a ticket number of twelve digits.
 * @param date The day the ticket was created, on the shop's clock.
 * @param random An integer from 0 to 99999.
 * @throws {RangeError} if `random` is not such an integer
 */
export function makeTicketNumber(
  date: { year: number; month: number; day: number },
  random: number,
): string {
  if (!Number.isInteger(random) || random < 0 || random > 99999)
    throw new RangeError('random must be an integer from 0 to 99999');
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  const body = pad(date.year % 100, 2) + pad(date.month, 2) + pad(date.day, 2) + pad(random, 5);
  return body + damm(body);
}

/**
 * Whether a text is a ticket number: twelve digits with a possible date and the right check digit.
 */
export function isTicketNumber(text: string): boolean {
  return /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}$/.test(text) && damm(text) === '0';
}

/**
 * Formats a ticket number for people. Any other text is returned unchanged.
 * @example formatTicketNumber('261122482137') // '261122-48213-7'
 */
export function formatTicketNumber(number: string): string {
  return number.replace(/^(\d{6})(\d{5})(\d)$/, '$1-$2-$3');
}

/**
 * The twelve digits of a ticket number as people write it: full-width, with hyphens or spaces.
 * `undefined` if the text is not a ticket number.
 */
export function normalizeTicketNumber(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s\-\u2010-\u2015\u2212]/g, '');
  return isTicketNumber(digits) ? digits : undefined;
}
