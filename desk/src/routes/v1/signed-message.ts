import type { Context } from 'hono';
import type { SignedHeaders } from '../../auth/signature.ts';

/** The headers of a message that a phone system has signed. */
export const signedHeaders = (c: Context): SignedHeaders => ({
  id: c.req.header('webhook-id'),
  timestamp: c.req.header('webhook-timestamp'),
  signature: c.req.header('webhook-signature'),
});

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** These headers, as OpenAPI describes them; the signature is the security scheme. */
export const signedHeaderParameters = [
  header('webhook-id', 'The id of this message, which no other has'),
  header(
    'webhook-timestamp',
    'When it was signed, in seconds since the epoch; at most five minutes from now',
  ),
];
