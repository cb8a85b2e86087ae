import { expect } from '@open-wc/testing';
import { ApiProblem, ConsoleApi } from './api.ts';

const problemOf = async (asking: Promise<unknown>): Promise<ApiProblem> => {
  const outcome = await asking.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof ApiProblem))
    throw new Error(`expected an ApiProblem, got ${String(outcome)}`);
  return outcome;
};

describe('ConsoleApi', () => {
  let asked: { url: string; init: RequestInit }[];
  let answer: () => Response | Error;
  let leaves: number;
  let api: ConsoleApi;

  beforeEach(() => {
    asked = [];
    leaves = 0;
    answer = () =>
      new Response('{"fine":true}', { headers: { 'content-type': 'application/json' } });
    api = new ConsoleApi({
      fetch: (url, init = {}) => {
        asked.push({ url: url as string, init });
        const reply = answer();
        return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
      },
      EventSource,
      signedOut: () => leaves++,
    });
  });

  it('sends the cookie and the body, and returns the answer', async () => {
    expect(await api.post('/tickets/1/notes', { text: 'a' })).to.deep.equal({ fine: true });
    const [{ url, init }] = asked as [(typeof asked)[number]];
    expect(url).to.equal('/console/api/tickets/1/notes');
    expect(init).to.include({ method: 'POST', credentials: 'same-origin', body: '{"text":"a"}' });
    expect(new Headers(init.headers).get('content-type')).to.equal('application/json');
  });

  for (const method of ['get', 'put', 'patch', 'delete'] as const) {
    it(`sends ${method.toUpperCase()}`, async () => {
      await api[method]('/x');
      expect(asked[0]?.init.method).to.equal(method.toUpperCase());
    });
  }

  it('accepts an answer without a body', async () => {
    answer = () => new Response(null, { status: 204 });
    expect(await api.delete('/session')).to.equal(undefined);
  });

  it('rejects with the code, the status and the retry time of a refusal', async () => {
    answer = () =>
      new Response('{"code":"too-many-requests"}', {
        status: 429,
        headers: { 'retry-after': '42' },
      });
    expect(await problemOf(api.get('/x'))).to.include({
      code: 'too-many-requests',
      status: 429,
      retryAfter: 42,
    });
    expect(leaves).to.equal(0);
  });

  for (const [header, retryAfter] of [
    ['Infinity', undefined],
    ['315360000', 86_400],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ] as const) {
    it(`reads the retry time “${header}” as ${retryAfter} seconds`, async () => {
      answer = () =>
        new Response('{"code":"too-many-requests"}', {
          status: 429,
          headers: { 'retry-after': header },
        });
      expect((await problemOf(api.get('/x'))).retryAfter).to.equal(retryAfter);
    });
  }

  it('calls signedOut when any request is answered “signed-out”', async () => {
    answer = () => new Response('{"code":"signed-out"}', { status: 401 });
    expect((await problemOf(api.get('/x'))).code).to.equal('signed-out');
    expect(leaves).to.equal(1);
  });

  it('does not call signedOut for a wrong password', async () => {
    answer = () => new Response('{"code":"sign-in-failed"}', { status: 401 });
    expect((await problemOf(api.post('/session', {}))).code).to.equal('sign-in-failed');
    expect(leaves).to.equal(0);
  });

  for (const [name, reply, status] of [
    ['no network', () => new TypeError('Failed to fetch'), 0],
    [
      'an HTML page of a proxy',
      () => new Response('<html>Bad gateway</html>', { status: 502 }),
      502,
    ],
  ] as const) {
    it(`rejects with an ApiProblem for ${name}`, async () => {
      answer = reply;
      expect((await problemOf(api.get('/x'))).status).to.equal(status);
    });
  }
});
