import type { Contact } from '../contract/contact.ts';

/**
 * The Contact in a desk's answer. Every visitor downloads this, so it checks by hand, and only what
 * the widget would fail on: a number to dial, lists, instants and the time zone.
 * @throws if one of these is not valid
 */
export const readContact = (text: string): Contact => {
  const contact = JSON.parse(text) as Contact;
  const { asOf, validUntil, line, status, member, brand, topics, notices, orderPatterns } = contact;
  // Throws for an unknown zone or an invalid instant.
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
