import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startDesk } from '../support/fixture.ts';

describe('every route', () => {
  it('refuses an address that asks too often, and no other address', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { requestsPerMinute: 1 } } });
    const ask = async (method: string, path: string, address: string): Promise<number> => {
      const answer = await desk.app.request(
        path,
        { method },
        { incoming: { socket: { remoteAddress: address } } },
      );
      // A stream would go on.
      await answer.body?.cancel();
      return answer.status;
    };
    const routes = new Map(
      desk.app.routes
        .filter(({ method }) => method !== 'ALL')
        .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
    );
    assert.ok(routes.size > 40);
    const others = [
      { method: 'GET', path: '/console/queue' },
      { method: 'GET', path: '/nothing' },
      { method: 'DELETE', path: '/health' },
      { method: 'GET', path: '/v1/nothing' },
      { method: 'GET', path: '/console/api/nothing' },
    ];
    for (const { method, path } of [...routes.values(), ...others]) {
      const written = path.replace(/:\w+/g, 'x').replace('*', 'x');
      const refused = async (): Promise<boolean> => {
        for (let asked = 0; asked <= 20; asked++)
          if ((await ask(method, written, '192.0.2.1')) === 429) return true;
        return false;
      };
      assert.ok(await refused(), `${method} ${path}`);
    }
    assert.notEqual(await ask('GET', '/health', '192.0.2.2'), 429);
  });
});
