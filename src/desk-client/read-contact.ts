import type { Contact } from '../contract/contact.ts';

/**
 * The Contact in a desk's answer. Every visitor downloads this, so it checks by hand only that there is a number to dial and that what
 * is read into, iterated or put on a clock can be; the whole schema is the desk's to keep.
 * @throws for anything else
 */
export const readContact = (text: string): Contact => {
  const contact = JSON.parse(text) as Contact;
  const { asOf, validUntil, line, status, member, brand, topics, notices, orderPatterns } = contact;
  // Throws where the zone or an instant is none.
  const clock = new Intl.DateTimeFormat('en', { timeZone: line.timeZone });
  for (const instant of [asOf, validUntil, status.opensAt, status.closesAt])
    clock.format(instant ? Date.parse(instant) : 0);
  if (
    /^tel:[+\d*#,]+$/.test(line.uri) &&
    line.display &&
    line.label &&
    member &&
    brand &&
    [topics, notices, orderPatterns, line.perks, line.menu].every(Array.isArray)
  )
    return contact;
  throw new TypeError();
};
