import type { Contact } from '../contract/contact.ts';

/**
 * The Contact in a desk's answer. Every visitor downloads this, so it checks by hand, and only what
 * the widget would fail on: a number to dial, lists and instants. Time zones are for the panel: to
 * check one takes a slow device 100 ms.
 * @throws if one of these is not valid
 */
export const readContact = (text: string): Contact => {
  const contact = JSON.parse(text) as Contact;
  const { asOf, validUntil, line, status, member, brand, topics, notices, orderPatterns } = contact;
  if (
    /^tel:[+\d*#,]+$/.test(line.uri) &&
    line.display &&
    line.label &&
    member &&
    brand &&
    [topics, notices, orderPatterns, line.perks, line.menu].every(Array.isArray) &&
    [asOf, validUntil, status.opensAt, status.closesAt].every(
      (instant) => !instant || Date.parse(instant),
    )
  )
    return contact;
  throw new TypeError();
};
