import type { Contact } from '../contract/contact.ts';

/**
 * An answer as a Contact. Every visitor downloads this, so it checks by hand only that there is a number to dial and that what is
 * read into or iterated can be; the whole schema is the desk's to keep.
 * @throws TypeError for anything else
 */
export const readContact = (answer: unknown): Contact => {
  const contact = answer as Contact;
  const { line, status, member, brand, topics, notices, orderPatterns } = contact;
  if (/^tel:[+\d*#,]+$/.test(line.uri) && line.display && line.label && status.state && member && brand && [topics, notices, orderPatterns, line.perks, line.menu].every(Array.isArray)) return contact;
  throw new TypeError();
};
