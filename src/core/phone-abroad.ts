/**
 * What the desk knows of costly numbers abroad. Apart from `phone.ts`, because members need not
 * download it: the desk decides.
 */

import { ABROAD_CODE, checkCallable } from './phone.ts';
import { PREMIUM_BEGINNINGS } from './premium-abroad.ts';

/**
 * Countries and islands that share +1 with the United States and Canada but cost far more. Each is a
 * country of its own here: `+1876`.
 */
const ISLAND =
  /^\+1(?:242|246|264|268|284|345|441|473|649|658|664|721|758|767|784|8[024]9|86[89]|876)/;

/**
 * Premium-rate numbers of countries that shops may call. No such list is complete: what protects a
 * shop is that it names the countries it calls.
 */
const PREMIUM =
  /^\+(?:3090|3190[069]|3290|338[129]|3480[367]|3490[57]|351(?:60|76)|358[67]00|35990|369[01]|370900|37190|372900|380900|38190|38560|38690|39(?:89|144|166)|4090|4190[016]|42090|421900|439[03][01]|44(?:9|70|8[47])|4590|46(?:900|939|944)|4782|4870|49(?:900|137|18)|52900|54600|55900|601?600|61190|62809|64900|651900|661900|7809|81990|81570|841900|8260|88620|90900|9721900|9761900)/;

/** International shared-cost numbers; premium numbers of Ireland, which are longer than its others. */
const PREMIUM_BY_LENGTH = /^\+(?:808|3531(?:5(?:1[2-8]|[2-8]0|9[089])|8[59]0)\d{6}$)/;

/** Whether calls to a number abroad (E.164) cost more than to others of its country. */
function isPremium(e164: string): boolean {
  if (PREMIUM.test(e164) || PREMIUM_BY_LENGTH.test(e164)) return true;
  const [, code = '', national = ''] = ABROAD_CODE.exec(e164) ?? [];
  const beginnings = PREMIUM_BEGINNINGS[code];
  return beginnings !== undefined && new RegExp(`^(?:${beginnings})`).test(national);
}

/**
 * The calling code of an E.164 number, with its `+`. Hong Kong, Macau and Taiwan have codes of their
 * own; the islands that share +1 have four digits.
 * @example callingCode('+85223456789') // '+852'
 */
export function callingCode(e164: string): string | undefined {
  const code = ABROAD_CODE.exec(e164)?.[1];
  return ISLAND.exec(e164)?.[0] ?? (code && '+' + code);
}

/**
 * {@link checkCallable} as the desk asks it: also refuses premium-rate numbers of the countries that
 * the shop calls, and islands of +1 that it does not name.
 * @example checkAffordable('+44 900 123 4567', ['+44']) // { callable: false, reason: 'premium' }
 */
export function checkAffordable(
  input: string,
  countries?: readonly string[],
): ReturnType<typeof checkCallable> {
  const checked = checkCallable(input, countries);
  if (!checked.callable) return checked;
  if (isPremium(checked.e164)) return { callable: false, reason: 'premium' };
  const code = callingCode(checked.e164);
  return countries && code !== undefined && !countries.includes(code)
    ? { callable: false, reason: 'country' }
    : checked;
}
