import type { MiddlewareHandler } from 'hono';
import type { Contact } from '../../../../src/contract/contact.ts';
import { createIdentify, type Identity } from '../../auth/member-token.ts';
import type { CurrentConfig } from '../../config/live-config.ts';
import { mostPictures } from '../../pictures/most-pictures.ts';
import type { Deps, Env } from '../../deps.ts';
import { createContacts } from '../../lines/contacts.ts';

export interface MemberEnv {
  Bindings: Env['Bindings'];
  Variables: Env['Variables'] & {
    /** When the request was read, epoch ms. */
    now: number;
    /** The config of this request: a reload in the middle of it changes nothing. */
    config: CurrentConfig;
    identity: Identity;
    /** What this member may see, by the opening hours alone. */
    contact: Contact;
  };
}

export type MemberContact = MiddlewareHandler<MemberEnv>;

/**
 * Middleware: identifies the member by their token and resolves their contact, once per request. A
 * bad token makes a guest.
 */
export function memberContact(deps: Pick<Deps, 'config' | 'clock' | 'pictures'>): MemberContact {
  const { config, clock } = deps;
  const contactOf = createContacts();
  return async (c, next) => {
    const now = clock();
    const current = config.current();
    const { shop, desk, running } = current;
    const identify = createIdentify(desk.keys, desk.id);
    const identity = await identify(c.req.header('authorization'), now);
    c.set('now', now);
    c.set('config', current);
    c.set('identity', identity);
    c.set('contact', contactOf(shop, identity.member, now, running, mostPictures(deps)));
    return next();
  };
}
