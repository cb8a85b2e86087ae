import type { ProblemCode } from '../../../src/contract/problem.ts';
import { problemStatus } from './problem.ts';

/** Path items of OpenAPI 3.1, written beside the routes they describe. */
export type Paths = Readonly<
  Record<string, Readonly<Partial<Record<'get' | 'post' | 'put', Operation>>>>
>;

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  /** Alternatives; an empty object means that no credentials are needed. */
  security?: readonly Readonly<Record<string, readonly string[]>>[];
  parameters?: readonly object[];
  requestBody?: object;
  responses: Readonly<Record<number, Description>>;
}

export interface Description {
  description: string;
  content?: Readonly<Record<string, { schema: object }>>;
}

/** Names of the schemas in the document of `routes/openapi.ts`. */
export type SchemaName =
  | 'Contact'
  | 'Attachment'
  | 'Slots'
  | 'Brief'
  | 'BriefCode'
  | 'Challenge'
  | 'ReopenRequest'
  | 'InquiryAnswer'
  | 'ReportRequest'
  | 'MemberTickets'
  | 'BriefCall'
  | 'BriefLookup'
  | 'HandoffRequest'
  | 'Handoff'
  | 'CallbackRequest'
  | 'Ticket'
  | 'CreatedTicket'
  | 'RescheduleRequest'
  | 'FeedbackRequest'
  | 'LineLoad'
  | 'NumberCheck'
  | 'NumberChecked'
  | 'Problem';

const content = (media: string, name: SchemaName) => ({
  [media]: { schema: { $ref: `#/components/schemas/${name}` } },
});

export const json = (name: SchemaName, description: string): Description => ({
  description,
  content: content('application/json', name),
});

export const requestBody = (name: SchemaName): object => ({
  required: true,
  content: content('application/json', name),
});

/** Describes the problem answers of these codes, one for each HTTP status. */
export function problems(...codes: ProblemCode[]): Record<number, Description> {
  const byStatus: Record<number, ProblemCode[]> = {};
  for (const code of codes) (byStatus[problemStatus(code)] ??= []).push(code);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, shared]) => [
      status,
      {
        description: shared.map((code) => `\`${code}\``).join(' or '),
        content: content('application/problem+json', 'Problem'),
      },
    ]),
  );
}
