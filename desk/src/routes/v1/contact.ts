import { resolve } from '../../../../src/core/resolve.ts';
import type { Identify } from '../../auth/member-token.ts';
import { memberRef } from '../../auth/secrets.ts';
import type { Lines } from '../../lines/line-facts.ts';
import type { App, Deps } from '../../deps.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';

/** `GET /v1/contact`: what this member may see, and of the other lines nothing. */
export function contactRoutes(
  app: App,
  { config, clock, secret }: Deps,
  identify: Identify,
  lines: Lines,
): void {
  app.get('/v1/contact', async (c) => {
    const now = clock();
    const { member, sub } = await identify(c.req.header('authorization'), now);
    c.header('Vary', 'Authorization', { append: true });
    const contact = resolve(config.current().shop, member, now);
    const known = await lines.status(contact.line.id);
    return c.json({
      ...contact,
      status: known?.status ?? contact.status,
      ...(sub !== undefined &&
        contact.member.verified && { member: { ...contact.member, ref: memberRef(secret, sub) } }),
    });
  });
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
