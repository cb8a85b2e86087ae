import type { Config } from '../../../src/contract/config.ts';
import type { Contact } from '../../../src/contract/contact.ts';
import { PICTURE_TYPES } from '../../../src/contract/attachment.ts';
import { MAX_PICTURE_BYTES } from '../domain/picture-type.ts';
import { resolve, type Member } from '../../../src/core/resolve.ts';
import type { Running } from '../config/live-config.ts';
import { iso, SECOND } from '../../../src/core/time.ts';
import { consentVersion } from './consent-version.ts';

/** Resolves what a member may see at an instant (epoch ms), by the opening hours alone. */
export type ResolveContact = (
  shop: Config,
  member: Member,
  now: number,
  /** What supervisors have set; another `shop` comes with another one. */
  running?: Running,
  /** How many screenshots the desk takes with a brief or a callback; 0: none. */
  attachments?: number,
) => Contact;

/** The contact with the notices of its line, the newest first, and the usual hours. */
function withRunning(contact: Contact, { notices, allDay }: Running): Contact {
  const { line } = contact;
  const own = notices.filter(({ lines }) => lines === null || lines.includes(line.id));
  return {
    ...contact,
    line: allDay.has(line.id) ? { ...line, hours: '24x7' } : line,
    notices: [...own.map(({ text }) => text).reverse(), ...contact.notices],
  };
}

const withAttachments = (contact: Contact, most: number): Contact =>
  most === 0
    ? contact
    : {
        ...contact,
        attachments: { most, maxBytes: MAX_PICTURE_BYTES, types: [...PICTURE_TYPES] },
      };

const withConsent = (contact: Contact): Contact => {
  const { callback, privacy } = contact;
  return callback
    ? { ...contact, callback: { ...callback, consentVersion: consentVersion(privacy) } }
    : contact;
};

/** Stands for all members of a tier: they differ only in name and expiry, which are filled in later. */
const anyMember = (tier: string): Member => ({ verified: true, tier, expiresAt: 0 });

/**
 * Resolves the contact of each tier once a second, because that takes a hundred times as long as
 * answering with it. Guests of the same kind get the same object: do not change it.
 */
export function createContacts(): ResolveContact {
  let shared = new Map<string, Contact>();
  let sharedFrom: Config | undefined;
  let sharedSecond = NaN;
  let sharedAttachments = 0;

  function sharedContact(
    shop: Config,
    member: Member,
    now: number,
    running: Running | undefined,
    attachments: number,
  ): Contact {
    const second = Math.floor(now / SECOND);
    if (shop !== sharedFrom || second !== sharedSecond || attachments !== sharedAttachments) {
      shared = new Map();
      sharedFrom = shop;
      sharedSecond = second;
      sharedAttachments = attachments;
    }
    const key = member.verified ? `tier ${member.tier}` : member.reason;
    let contact = shared.get(key);
    if (!contact) {
      contact = withAttachments(
        withConsent(resolve(shop, member.verified ? anyMember(member.tier) : member, now)),
        attachments,
      );
      if (running) contact = withRunning(contact, running);
      shared.set(key, contact);
    }
    return contact;
  }

  return (shop, member, now, running, attachments = 0) => {
    const contact = sharedContact(shop, member, now, running, attachments);
    // A tier that the config does not have makes a guest.
    if (!member.verified || !contact.member.verified) return contact;
    const { name, expiresAt } = member;
    return {
      ...contact,
      validUntil: iso(expiresAt),
      member: { ...contact.member, ...(name !== undefined && { name }) },
    };
  };
}
