/**
 * Ticket numbers, made to be read aloud over a phone: `yymmdd`, five random digits, and a check digit by Damm's algorithm,
 * which catches every single wrong digit and every swap of two neighbours (H. M. Damm, "Total anti-symmetrische
 * Quasigruppen", 2004). The number grants nothing: the ticket's key does.
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

/** The check digit of a row of digits; 0 for one that ends with its own. */
const damm = (digits: string): string =>
  [...digits].reduce((interim, digit) => TABLE[Number(interim)]?.[Number(digit)] ?? '', '0');

/**
 * @param date The day the ticket was made, on the shop's clock.
 * @param random An integer from 0 to 99999.
 * @throws RangeError where `random` is none.
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

/** Whether a text is a ticket number in plain digits: twelve of them, a possible day, the right check digit. */
export function isTicketNumber(text: string): boolean {
  return /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}$/.test(text) && damm(text) === '0';
}

/** `261122482137` as people read it: `261122-48213-7`. Any other text comes back unchanged. */
export function formatTicketNumber(number: string): string {
  return number.replace(/^(\d{6})(\d{5})(\d)$/, '$1-$2-$3');
}

/** The plain digits of a ticket number as people write it (full-width, with hyphens or spaces); `undefined` where it is none. */
export function normalizeTicketNumber(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s\-\u2010-\u2015\u2212]/g, '');
  return isTicketNumber(digits) ? digits : undefined;
}
