import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { CallbackRequestSchema } from '../../../src/contract/callback.ts';
import { PrivacySchema } from '../../../src/contract/config.ts';
import { ContactSchema } from '../../../src/contract/contact.ts';
import { ProblemSchema } from '../../../src/contract/problem.ts';
import { TextSchema } from '../../../src/contract/text.ts';
import { CreatedTicketSchema, TicketSchema } from '../../../src/contract/ticket.ts';
import { callbackPaths } from './callbacks.ts';
import { contactPaths } from './contact.ts';
import type { App } from './deps.ts';
import type { Paths, SchemaName } from './describe.ts';
import { healthPaths } from './health.ts';
import { ticketPaths } from './tickets.ts';

const own: Paths = {
  '/v1/openapi.json': {
    get: {
      operationId: 'getDescription',
      summary: 'This description',
      responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } } },
    },
  },
};

const SCHEMAS = {
  Contact: ContactSchema,
  CallbackRequest: CallbackRequestSchema,
  Ticket: TicketSchema,
  CreatedTicket: CreatedTicketSchema,
  Problem: ProblemSchema,
  // Shared parts, written once.
  Text: TextSchema,
  Privacy: PrivacySchema,
} satisfies Record<SchemaName | 'Text' | 'Privacy', unknown>;

/** The wire contract as OpenAPI 3.1, made from the schemas that the routes and the widget use. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: { title: 'hotline-desk', version: '1', description: 'Resolves the tiers of members, takes callbacks, and lets members follow them.' },
  paths: { ...contactPaths, ...callbackPaths, ...ticketPaths, ...healthPaths, ...own },
  components: {
    schemas: toJsonSchemaDefs(SCHEMAS, {
      target: 'draft-2020-12',
      typeMode: 'input',
      // Trimming changes a text and constrains none.
      ignoreActions: ['trim'],
      overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    }),
    securitySchemes: {
      memberToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Signed by the shop: `sub`, `tier`, `aud`, `exp` at most 15 minutes ahead, optional `name`' },
      ticketKey: { type: 'http', scheme: 'bearer', description: 'The `key` of the CreatedTicket' },
    },
  },
};

export function openApiRoutes(app: App): void {
  app.get('/v1/openapi.json', (c) => c.json(openApiDocument, 200, { 'Cache-Control': 'public, max-age=300' }));
}
