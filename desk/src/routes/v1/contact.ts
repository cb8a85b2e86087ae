import { Hono } from 'hono';
import type { Contact, Status } from '../../../../src/contract/contact.ts';
import { memberRef } from '../../auth/secrets.ts';
import type { Lines } from '../../lines/line-facts.ts';
import type { Deps } from '../../deps.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';
import type { MemberContact, MemberEnv } from './member-contact.ts';

/** `GET /v1/contact`: the member's own line, and nothing of the other lines. */
export function contactRoutes(
  { secret }: Pick<Deps, 'secret'>,
  member: MemberContact,
  lines: Lines,
) {
  const routes = new Hono<MemberEnv>();
  /** The answer to all guests of a kind, as long as their contact and the line's status last. */
  const answers = new WeakMap<Contact, { status: Status; text: string }>();

  function guestAnswer(contact: Contact, status: Status): string {
    let answer = answers.get(contact);
    if (answer?.status !== status) {
      answer = { status, text: JSON.stringify({ ...contact, status }) };
      answers.set(contact, answer);
    }
    return answer.text;
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
    return c.body(guestAnswer(contact, status), 200, { 'Content-Type': 'application/json' });
  });
  return routes;
}

export const contactPaths: Paths = {
  '/v1/contact': {
    get: {
      operationId: 'getContact',
      summary: "The member's own line",
      description:
        'A missing, expired or otherwise bad token is no error: it gets the public line, and `member.reason` says why.',
      security: [{}, { memberToken: [] }],
      responses: {
        200: json('Contact', 'What this member may see'),
        ...problems('too-many-requests', 'internal'),
      },
    },
  },
};
