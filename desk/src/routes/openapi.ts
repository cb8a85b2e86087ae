import { Hono } from 'hono';
import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { AttachmentSchema } from '../../../src/contract/attachment.ts';
import { ChallengeSchema } from '../../../src/contract/challenge.ts';
import { BriefCallSchema, BriefCodeSchema } from '../../../src/contract/brief-code.ts';
import { BriefLookupSchema } from '../../../src/contract/brief-lookup.ts';
import { BriefSchema, CallbackRequestSchema } from '../../../src/contract/callback.ts';
import { PrivacySchema } from '../../../src/contract/config.ts';
import { ContactSchema } from '../../../src/contract/contact.ts';
import { InquiryAnswerSchema } from '../../../src/contract/inquiry.ts';
import { HandoffRequestSchema, HandoffSchema } from '../../../src/contract/handoff.ts';
import { LineLoadSchema } from '../../../src/contract/line-load.ts';
import { NumberCheckedSchema, NumberCheckSchema } from '../../../src/contract/own-number.ts';
import { ProblemSchema } from '../../../src/contract/problem.ts';
import { SlotsSchema } from '../../../src/contract/slots.ts';
import { TextSchema } from '../../../src/contract/text.ts';
import {
  CreatedTicketSchema,
  FeedbackRequestSchema,
  ReopenRequestSchema,
  ReportRequestSchema,
  MemberTicketsSchema,
  RescheduleRequestSchema,
  TicketSchema,
} from '../../../src/contract/ticket.ts';
import { attachmentPaths } from './v1/attachments.ts';
import { briefLookupPaths } from './v1/brief-lookup.ts';
import { briefPaths } from './v1/briefs.ts';
import { challengePaths } from './v1/challenge.ts';
import { callbackPaths } from './v1/callbacks.ts';
import { contactPaths } from './v1/contact.ts';
import type { App, Env } from '../deps.ts';
import type { Paths, SchemaName } from '../http/openapi-parts.ts';
import { handoffPaths } from './v1/handoffs.ts';
import { healthPaths } from './health.ts';
import { lineLoadPaths } from './v1/line-load.ts';
import { metricsPaths } from './metrics.ts';
import { numberPaths } from './v1/numbers.ts';
import { slotPaths } from './v1/slots.ts';
import { contactStreamPaths } from './v1/contact-stream.ts';
import { ticketPaths } from './v1/tickets.ts';

const openApiPaths: Paths = {
  '/v1/openapi.json': {
    get: {
      operationId: 'getDescription',
      summary: 'This description',
      responses: {
        200: {
          description: 'OpenAPI 3.1',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      },
    },
  },
};

const SCHEMAS = {
  Contact: ContactSchema,
  Attachment: AttachmentSchema,
  Slots: SlotsSchema,
  Brief: BriefSchema,
  BriefCode: BriefCodeSchema,
  Challenge: ChallengeSchema,
  BriefCall: BriefCallSchema,
  BriefLookup: BriefLookupSchema,
  HandoffRequest: HandoffRequestSchema,
  Handoff: HandoffSchema,
  CallbackRequest: CallbackRequestSchema,
  Ticket: TicketSchema,
  CreatedTicket: CreatedTicketSchema,
  RescheduleRequest: RescheduleRequestSchema,
  FeedbackRequest: FeedbackRequestSchema,
  ReopenRequest: ReopenRequestSchema,
  InquiryAnswer: InquiryAnswerSchema,
  ReportRequest: ReportRequestSchema,
  MemberTickets: MemberTicketsSchema,
  LineLoad: LineLoadSchema,
  NumberCheck: NumberCheckSchema,
  NumberChecked: NumberCheckedSchema,
  Problem: ProblemSchema,
  // Parts that several of the schemas refer to.
  Text: TextSchema,
  Privacy: PrivacySchema,
} satisfies Record<SchemaName | 'Text' | 'Privacy', unknown>;

/**
 * The public contract as OpenAPI 3.1, generated from the schemas that the routes and the widget
 * use.
 */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'hotline-desk',
    version: '1',
    description: 'Resolves the tiers of members, takes callbacks, and lets members follow them.',
  },
  paths: {
    ...contactPaths,
    ...contactStreamPaths,
    ...slotPaths,
    ...numberPaths,
    ...attachmentPaths,
    ...callbackPaths,
    ...ticketPaths,
    ...briefPaths,
    ...briefLookupPaths,
    ...handoffPaths,
    ...challengePaths,
    ...lineLoadPaths,
    ...healthPaths,
    ...metricsPaths,
    ...openApiPaths,
  },
  components: {
    schemas: toJsonSchemaDefs(SCHEMAS, {
      target: 'draft-2020-12',
      typeMode: 'input',
      // JSON Schema has neither: trimming only changes a text, and checks are described in words.
      ignoreActions: ['trim', 'check'],
      overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    }),
    securitySchemes: {
      memberToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'Signed by the shop: `sub`, `tier`, `aud`, `exp` at most 15 minutes ahead, optional `name`',
      },
      standardWebhooks: {
        type: 'apiKey',
        in: 'header',
        name: 'webhook-signature',
        description:
          'As Standard Webhooks signs: `v1,` and the base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`, keyed with what follows `whsec_` in base64',
      },
      metricsToken: { type: 'http', scheme: 'bearer', description: "The token of the desk's file" },
      briefKey: { type: 'http', scheme: 'bearer', description: 'The `key` of the BriefCode' },
      ticketKey: { type: 'http', scheme: 'bearer', description: 'The `key` of the CreatedTicket' },
    },
  },
};

export function openApiRoutes(): App {
  const routes: App = new Hono<Env>();
  routes.get('/v1/openapi.json', (c) =>
    c.json(openApiDocument, 200, { 'Cache-Control': 'public, max-age=300' }),
  );
  return routes;
}
