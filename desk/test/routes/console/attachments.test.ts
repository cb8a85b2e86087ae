import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import sharp from 'sharp';
import type { TicketView } from '../../../wire/ticket.ts';
import { ask, newBrowser } from '../../support/console.ts';
import { bearer, createdTicket, NOW, query, startDesk, type Desk } from '../../support/fixture.ts';
import { runningPictures, uploaded } from '../../support/pictures.ts';

const pictures = await runningPictures();
const start = (t: TestContext): Promise<Desk> => startDesk(t, { pictures });

describe('the screenshots of a ticket', () => {
  it('are listed in it, and their bytes are answered as what can only be a picture', async (t) => {
    const desk = await start(t);
    const id = await uploaded(desk);
    const { number } = await createdTicket(desk, { attachments: [id] });
    const mei = await newBrowser(desk, 'mei');
    const { attachments } = await mei.json<TicketView>('GET', `/tickets/${number}`);
    const [{ bytes, ...shown } = { bytes: 0 }] = attachments;
    assert.deepEqual(shown, { id, width: 60, height: 40, at: NOW });
    const answer = await mei.send('GET', `/attachments/${id}`);
    const headers = Object.fromEntries(
      [
        'content-type',
        'content-security-policy',
        'content-disposition',
        'x-content-type-options',
        'cache-control',
        'cross-origin-resource-policy',
      ].map((name) => [name, answer.headers.get(name)]),
    );
    assert.deepEqual(headers, {
      'content-type': 'image/jpeg',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'content-disposition': `attachment; filename="${number}-${id.slice(0, 4)}.jpg"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    const data = await answer.arrayBuffer();
    assert.equal(data.byteLength, bytes);
    assert.equal((await sharp(data).metadata()).format, 'jpeg');
  });

  it('are for signed-in agents, once a ticket has them', async (t) => {
    const desk = await start(t);
    const [free, claimed] = [await uploaded(desk), await uploaded(desk)];
    const { number, key } = await createdTicket(desk, { attachments: [claimed] });
    assert.equal((await ask(desk, `/attachments/${claimed}`)).status, 401);
    const mei = await newBrowser(desk, 'mei');
    const status = async (id: string) => (await mei.send('GET', `/attachments/${id}`)).status;
    assert.deepEqual(
      [await status(claimed), await status(free), await status('A'.repeat(22)), await status('x')],
      [200, 404, 404, 404],
    );
    assert.equal((await desk.post(`/v1/tickets/${number}/erase`, {}, bearer(key))).status, 204);
    assert.equal(await status(claimed), 404);
  });

  it('are recorded once for each agent who looks at them', async (t) => {
    const desk = await start(t);
    const ids = [await uploaded(desk), await uploaded(desk)];
    const { number } = await createdTicket(desk, { attachments: ids });
    const seen = async () =>
      (
        await query(desk.url, `select action, ticket from audit where action like '%screenshots%'`)
      ).map(({ action, ticket }) => [action, ticket]);
    for (const login of ['mei', 'li']) {
      const agent = await newBrowser(desk, login);
      await agent.json('GET', `/tickets/${number}`);
      for (const id of [...ids, ...ids])
        assert.equal((await agent.send('GET', `/attachments/${id}`)).status, 200);
    }
    assert.deepEqual(await seen(), Array(2).fill(['ticket.screenshots-seen', number]));
  });
});
