import { Hono } from 'hono';
import { NewInquirySchema } from '../../../wire/inquiry.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';
import { ask, withdraw } from '../../domain/inquiries.ts';
import { neverAskedIn } from '../../domain/inquiry-text.ts';
import { jsonBody } from '../../http/json-body.ts';
import { problem } from '../../http/problem.ts';
import { mostPictures } from '../../pictures/most-pictures.ts';
import { createTicketAnswers } from './ticket-answers.ts';

/** What agents ask members to add to their tickets. */
export function inquiryRoutes(deps: Deps): ConsoleApp {
  const { act, acting } = createTicketAnswers(deps);
  const routes: ConsoleApp = new Hono<ConsoleEnv>();

  routes.post('/tickets/:number/inquiries', jsonBody(NewInquirySchema), async (c) => {
    const { id, kind, text } = c.req.valid('json');
    if (kind === 'screenshot' && mostPictures(deps) === 0)
      return problem(c, 'attachments-unavailable');
    const never = text === undefined ? undefined : neverAskedIn(text);
    if (never) return problem(c, 'never-asked', { errors: [{ pointer: '/text', code: never }] });
    return act(c, ask({ ...acting(c), id, kind, text: text ?? null }));
  });

  routes.post('/tickets/:number/inquiries/:id/withdraw', async (c) =>
    act(c, withdraw({ ...acting(c), id: c.req.param('id') })),
  );

  return routes;
}
