import { isOpen } from '../../../../src/core/ticket-status.ts';
import { DAY } from '../../../../src/core/time.ts';
import { Hono } from 'hono';
import type { Contact } from '../../../../src/contract/contact.ts';
import { checkAffordable } from '../../../../src/core/phone-abroad.ts';
import { maskPhone } from '../../../../src/core/phone.ts';
import { memberRef } from '../../auth/secrets.ts';
import type { Lines } from '../../lines/line-facts.ts';
import type { Deps } from '../../deps.ts';
import { namesTag } from '../../http/etag.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';
import type { GuestAnswers } from './guest-contact.ts';
import type { MemberContact, MemberEnv } from './member-contact.ts';

/** The number of the token, masked; undefined if this member cannot be called back on it. */
function maskedPhone(phone: string | undefined, { callback }: Contact): string | undefined {
  if (phone === undefined || !callback) return undefined;
  const checked = checkAffordable(phone, callback.countries);
  return checked.callable ? maskPhone(checked.e164, checked.number.extension) : undefined;
}

/** A member is led to their ticket for this long after it ended, ms. */
const SHOWN_AFTER_END_MS = DAY;

/** `GET /v1/contact`: the member's own line, and nothing of the other lines. */
export function contactRoutes(
  { secret, store }: Pick<Deps, 'secret' | 'store'>,
  member: MemberContact,
  lines: Lines,
  answers: GuestAnswers,
) {
  const routes = new Hono<MemberEnv>();
  routes.get('/contact', member, async (c) => {
    c.header('Vary', 'Authorization', { append: true });
    const [{ sub, phone }, contact] = [c.get('identity'), c.get('contact')];
    const basis = answers.basis();
    const known = await lines.status(contact.line.id);
    const status = known?.status ?? contact.status;
    if (sub !== undefined && contact.member.verified) {
      const masked = maskedPhone(phone, contact);
      // The number shows whatever becomes of the database.
      const ticket = await store.tickets
        .firstOfMember(sub, c.get('now') - SHOWN_AFTER_END_MS)
        .catch(() => undefined);
      return c.json({
        ...contact,
        status,
        member: {
          ...contact.member,
          ref: memberRef(secret, sub),
          ...(masked !== undefined && { phone: masked }),
          ...(ticket && {
            ticket: {
              number: ticket.number,
              ...(!isOpen(ticket.status) && { ended: true }),
              ...(ticket.othersOpen > 0 && { othersOpen: ticket.othersOpen }),
            },
          }),
        },
      });
    }
    const answer = answers.of(contact, status, c.get('now'));
    const { text, tag, cacheControl } = answer;
    // Only without the header: what follows from a token, even a bad one, is for nobody else.
    if (c.req.header('authorization') === undefined) {
      answers.keep(answer, basis);
      c.header('Cache-Control', cacheControl);
      c.header('ETag', tag);
      if (namesTag(c.req.header('if-none-match'), tag)) return c.body(null, 304);
    }
    return c.body(text, 200, { 'Content-Type': 'application/json' });
  });
  return routes;
}

export const contactPaths: Paths = {
  '/v1/contact': {
    get: {
      operationId: 'getContact',
      summary: "The member's own line",
      description:
        'A missing, expired or otherwise bad token is no error: it gets the public line, and `member.reason` says why. ' +
        'The answer to a request without `Authorization` is the same for all guests: a shared cache may keep it for a few seconds, as its `Cache-Control` says, never far beyond the next opening or closing. Every other answer is `no-store`.',
      security: [{}, { memberToken: [] }],
      responses: {
        200: json('Contact', 'What this member may see'),
        304: {
          description: 'Not changed since the answer that `If-None-Match` names; only for guests',
        },
        ...problems('too-many-requests', 'internal'),
      },
    },
  },
};
