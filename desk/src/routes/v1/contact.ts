import { Hono } from 'hono';
import type { Contact, Status } from '../../../../src/contract/contact.ts';
import { memberRef } from '../../auth/secrets.ts';
import type { Lines } from '../../lines/line-facts.ts';
import type { Deps } from '../../deps.ts';
import { namesTag, strongTag } from '../../http/etag.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';
import { sharedCacheControl } from '../../http/shared-cache.ts';
import type { MemberContact, MemberEnv } from './member-contact.ts';

interface GuestAnswer {
  status: Status;
  text: string;
  tag: string;
  cacheControl: string;
}

/** `GET /v1/contact`: the member's own line, and nothing of the other lines. */
export function contactRoutes(
  { secret }: Pick<Deps, 'secret'>,
  member: MemberContact,
  lines: Lines,
) {
  const routes = new Hono<MemberEnv>();
  /** The answer to all guests of a kind, as long as their contact and the line's status last. */
  const answers = new WeakMap<Contact, GuestAnswer>();

  function guestAnswer(contact: Contact, status: Status, now: number): GuestAnswer {
    let answer = answers.get(contact);
    if (answer?.status !== status) {
      const text = JSON.stringify({ ...contact, status });
      const cacheControl = sharedCacheControl(status, now);
      answer = { status, text, tag: strongTag(text), cacheControl };
      answers.set(contact, answer);
    }
    return answer;
  }

  routes.get('/contact', member, async (c) => {
    c.header('Vary', 'Authorization', { append: true });
    const [{ sub }, contact] = [c.get('identity'), c.get('contact')];
    const known = await lines.status(contact.line.id);
    const status = known?.status ?? contact.status;
    if (sub !== undefined && contact.member.verified)
      return c.json({
        ...contact,
        status,
        member: { ...contact.member, ref: memberRef(secret, sub) },
      });
    const { text, tag, cacheControl } = guestAnswer(contact, status, c.get('now'));
    // Only without the header: what follows from a token, even a bad one, is for nobody else.
    if (c.req.header('authorization') === undefined) {
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
