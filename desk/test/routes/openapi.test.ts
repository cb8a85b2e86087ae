import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { BriefCodeSchema } from '../../../src/contract/brief-code.ts';
import { CallbackRequestSchema } from '../../../src/contract/callback.ts';
import { ContactSchema } from '../../../src/contract/contact.ts';
import { ProblemSchema } from '../../../src/contract/problem.ts';
import { SlotsSchema } from '../../../src/contract/slots.ts';
import { CreatedTicketSchema, TicketSchema } from '../../../src/contract/ticket.ts';
import {
  bearer,
  CALLBACK,
  freshKey,
  memberToken,
  NOW,
  startDesk,
  type Desk,
} from '../support/fixture.ts';
import { bookingShop, nextHour, PHONE_SECRET, put, signed } from '../support/situations.ts';

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>;
      }
    >
  >;
  components: { schemas: Record<string, object> };
}

const documentOf = async (desk: Desk): Promise<Document> =>
  (await (await desk.get('/v1/openapi.json')).json()) as Document;

describe('the OpenAPI document', () => {
  it('lists every route except pages and those of the console, and no other', async (t) => {
    const desk = await startDesk(t);
    const { openapi, paths } = await documentOf(desk);
    assert.match(openapi, /^3\.1\./);
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    const routed = desk.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !/^\/(console|h)\//.test(path))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
    assert.deepEqual(described.sort(), [...new Set(routed)].sort());
  });

  it('has only references that resolve, and unique operation ids', async (t) => {
    const { paths, components } = await documentOf(await startDesk(t));
    const references = [
      ...JSON.stringify({ paths, components }).matchAll(/"\$ref":"([^"]+)"/g),
    ].map(([, reference]) => reference ?? '');
    assert.ok(references.length > 10);
    for (const reference of references)
      assert.ok(
        (reference.split('#/components/schemas/')[1] ?? '') in components.schemas,
        reference,
      );
    const ids = Object.values(paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('describes every answer of each route and status', async (t) => {
    const desk = await startDesk(t, {
      shop: bookingShop,
      desk: { phoneSystem: { secret: PHONE_SECRET }, metrics: { token: 'x'.repeat(16) } },
    });
    const { paths } = await documentOf(desk);
    const schemas = {
      Contact: ContactSchema,
      Slots: SlotsSchema,
      BriefCode: BriefCodeSchema,
      CreatedTicket: CreatedTicketSchema,
      Ticket: TicketSchema,
      Problem: ProblemSchema,
    };

    async function check(
      path: string,
      method: 'get' | 'post' | 'put',
      status: number,
      answer: Response,
    ): Promise<unknown> {
      const situation = `${method} ${path} ${status}`;
      assert.equal(answer.status, status, situation);
      const response = paths[path]?.[method]?.responses[status];
      assert.ok(response, situation);
      const [[media, { schema }] = ['', { schema: {} as { $ref?: string } }]] = Object.entries(
        response.content ?? {},
      );
      assert.equal((answer.headers.get('content-type') ?? '').split(';')[0], media, situation);
      if (!media) return undefined;
      if (media.startsWith('text/')) {
        await answer.body?.cancel();
        return undefined;
      }
      const body: unknown = await answer.json();
      const name = schema.$ref?.split('/').at(-1) as keyof typeof schemas | undefined;
      return name ? v.parse(schemas[name], body) : body;
    }

    await check(
      '/v1/contact',
      'get',
      200,
      await desk.get('/v1/contact', bearer(await memberToken('vip'))),
    );
    await check('/v1/contact/stream', 'get', 200, await desk.get('/v1/contact/stream'));
    await check('/v1/slots', 'get', 200, await desk.get('/v1/slots'));
    await check('/v1/slots', 'get', 404, await (await startDesk(t)).get('/v1/slots'));
    await check('/v1/briefs', 'post', 201, await desk.post('/v1/briefs', { note: 'x' }));
    await check('/v1/briefs', 'post', 400, await desk.post('/v1/briefs', { phone: 'x' }));
    const load = JSON.stringify({ waiting: 1, agents: 1 });
    const putLoad = async (line: string, init: RequestInit): Promise<Response> =>
      desk.app.request(`/v1/lines/${line}/load`, { method: 'PUT', ...init });
    await check(
      '/v1/lines/{id}/load',
      'put',
      204,
      await putLoad('public', { body: load, headers: signed(load, NOW) }),
    );
    await check(
      '/v1/lines/{id}/load',
      'put',
      400,
      await putLoad('public', { body: '1', headers: signed('1', NOW) }),
    );
    await check('/v1/lines/{id}/load', 'put', 401, await putLoad('public', { body: load }));
    await check(
      '/v1/lines/{id}/load',
      'put',
      404,
      await putLoad('nothing', { body: load, headers: signed(load, NOW) }),
    );
    await check('/metrics', 'get', 200, await desk.get('/metrics', bearer('x'.repeat(16))));
    await check('/metrics', 'get', 404, await desk.get('/metrics'));

    const headers = { 'Idempotency-Key': 'k'.repeat(22) };
    assert.ok(v.is(CallbackRequestSchema, CALLBACK));
    const { number, key } = (await check(
      '/v1/callbacks',
      'post',
      201,
      await desk.post('/v1/callbacks', CALLBACK, headers),
    )) as { number: string; key: string };
    await check('/v1/callbacks', 'post', 200, await desk.post('/v1/callbacks', CALLBACK, headers));
    await check('/v1/callbacks', 'get', 200, await desk.get('/v1/callbacks', headers));
    await check('/v1/callbacks', 'get', 400, await desk.get('/v1/callbacks', freshKey()));
    const unknown = { 'Idempotency-Key': 'u'.repeat(22) };
    await check('/v1/callbacks', 'get', 404, await desk.get('/v1/callbacks', unknown));
    await check(
      '/v1/callbacks',
      'post',
      422,
      await desk.post('/v1/callbacks', { ...CALLBACK, note: 'x' }, headers),
    );
    await check('/v1/callbacks', 'post', 400, await desk.post('/v1/callbacks', {}, freshKey()));
    await check(
      '/v1/callbacks',
      'post',
      413,
      await desk.post('/v1/callbacks', 'x'.repeat(20_000), freshKey()),
    );
    await check(
      '/v1/callbacks',
      'post',
      415,
      await desk.post('/v1/callbacks', CALLBACK, { ...freshKey(), 'Content-Type': 'text/plain' }),
    );

    const address = `/v1/tickets/${number}`;
    await check('/v1/tickets/{number}', 'get', 404, await desk.get(address));
    const found = await desk.get(address, bearer(key));
    const tag = found.headers.get('etag') ?? '';
    await check('/v1/tickets/{number}', 'get', 200, found);
    await check(
      '/v1/tickets/{number}',
      'get',
      304,
      await desk.get(address, { ...bearer(key), 'If-None-Match': tag }),
    );
    const act = (action: string, body: unknown): Promise<Response> =>
      desk.post(`${address}/${action}`, body, bearer(key));
    await check('/v1/tickets/{number}/nudge', 'post', 200, await act('nudge', {}));
    await check('/v1/tickets/{number}/nudge', 'post', 409, await act('nudge', {}));
    await check(
      '/v1/tickets/{number}/reschedule',
      'post',
      200,
      await act('reschedule', { when: nextHour() }),
    );
    await check(
      '/v1/tickets/{number}/reschedule',
      'post',
      422,
      await act('reschedule', { when: { kind: 'window', from: '2026-01-01T00:00:00Z' } }),
    );
    await check('/v1/tickets/{number}/reschedule', 'post', 400, await act('reschedule', {}));
    await check(
      '/v1/tickets/{number}/reschedule',
      'post',
      415,
      await desk.post(`${address}/reschedule`, '', {
        ...bearer(key),
        'Content-Type': 'text/plain',
      }),
    );
    await check('/v1/tickets/{number}/feedback', 'post', 409, await act('feedback', { rating: 5 }));
    await put(desk, number, { status: 'solved', closedAt: NOW });
    await check('/v1/tickets/{number}/feedback', 'post', 200, await act('feedback', { rating: 5 }));
    await check('/v1/tickets/{number}/cancel', 'post', 409, await act('cancel', ''));
    await put(desk, number, { status: 'waiting', closedAt: null });
    await check(
      '/v1/tickets/{number}/cancel',
      'post',
      200,
      await desk.post(`${address}/cancel`, '', bearer(key)),
    );
    await check(
      '/v1/tickets/{number}/cancel',
      'post',
      404,
      await desk.post(`${address}/cancel`, ''),
    );

    await check('/v1/tickets/{number}/erase', 'post', 204, await act('erase', {}));
    await check('/v1/tickets/{number}/erase', 'post', 404, await act('erase', {}));

    await check('/v1/openapi.json', 'get', 200, await desk.get('/v1/openapi.json'));
    await check('/health', 'get', 200, await desk.get('/health'));
    await check('/ready', 'get', 200, await desk.get('/ready'));
    await desk.store.close();
    await check('/ready', 'get', 503, await desk.get('/ready'));
    await check('/v1/tickets/{number}', 'get', 500, await desk.get(address, bearer(key)));
  });
});
