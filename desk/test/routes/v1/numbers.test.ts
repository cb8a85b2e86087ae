import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR } from '../../../../src/core/time.ts';
import { shopInput, startDesk, type Desk } from '../../support/fixture.ts';

const verify = (desk: Desk, number: string, address?: string) =>
  desk.post('/v1/numbers/verify', { number }, {}, address);

describe('POST /v1/numbers/verify', () => {
  it('answers yes for the numbers of every line and nothing else about them', async (t) => {
    const desk = await startDesk(t);
    const numbers = Object.values(shopInput.lines).map(({ number }) => number);
    assert.ok(numbers.length > 1);
    for (const number of numbers) {
      const answer = await verify(desk, number);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.deepEqual([answer.status, await answer.json()], [200, { ours: true }]);
    }
    assert.deepEqual(await (await verify(desk, '+86 17000000000')).json(), { ours: false });
  });

  for (const [number, code] of [
    ['8888 8888', 'missing-area-code'],
    ['400-12', 'too-short'],
    ['私人号码', 'letters'],
  ] as const)
    it(`says what is missing in ${number}, and does not repeat it`, async (t) => {
      const answer = await verify(await startDesk(t), number);
      const text = await answer.text();
      assert.equal(answer.status, 400);
      assert.deepEqual((JSON.parse(text) as { errors: unknown }).errors, [
        { pointer: '/number', code },
      ]);
      assert.ok(!text.includes(number));
    });

  it('refuses more than 20 checks of one address in an hour', async (t) => {
    const desk = await startDesk(t);
    for (let nth = 0; nth < 20; nth++)
      assert.equal((await verify(desk, '13800138000')).status, 200);
    const refused = await verify(desk, '13800138000');
    assert.equal(refused.status, 429);
    const seconds = Number(refused.headers.get('retry-after'));
    assert.ok(seconds > 0 && seconds <= HOUR / 1000, String(seconds));
  });

  it('refuses more than 1,000 checks in an hour, whoever asks', async (t) => {
    const desk = await startDesk(t);
    const from = (nth: number): string => `203.0.${nth >> 8}.${nth & 255}`;
    for (let nth = 0; nth < 1_000; nth++)
      assert.equal((await verify(desk, '13800138000', from(nth))).status, 200);
    assert.equal((await verify(desk, '13800138000', from(1_000))).status, 429);
  });
});
