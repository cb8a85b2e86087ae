import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { firstAnswer, openConnection } from '../../tools/bench-desk/connection.mjs';
import { REQUESTS } from '../../tools/bench-desk/requests.mjs';

const answer = (text: string) => firstAnswer(Buffer.from(text.replaceAll('\n', '\r\n')));

describe('firstAnswer', () => {
  it('waits until head and body have arrived', () => {
    assert.equal(answer('HTTP/1.1 200 OK\nContent-Length: 2\n'), undefined);
    assert.equal(answer('HTTP/1.1 200 OK\nContent-Length: 2\n\n1'), undefined);
  });
  it('reads the status and the body, and leaves what follows', () => {
    const text = 'HTTP/1.1 201 Created\ncontent-length: 2\n\n{}HTTP';
    const found = answer(text);
    assert.equal(found?.status, 201);
    assert.equal(found.body.toString(), '{}');
    assert.equal(found.length, text.replaceAll('\n', '\r\n').length - 'HTTP'.length);
  });
  it('reads an answer in chunks to its end', () => {
    const head = 'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n';
    assert.equal(answer(`${head}2\n{}\n`), undefined);
    assert.equal(answer(`${head}2\n{}\n0\n\n`)?.status, 200);
  });
});

describe('openConnection', () => {
  it('sends one request after the other, whatever their answers are', async (t) => {
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        response.statusCode = request.method === 'POST' ? 201 : 200;
        response.end(request.headers['idempotency-key'] === undefined ? 'none' : text);
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    t.after(() => server.close());
    const connection = await openConnection((server.address() as AddressInfo).port);
    t.after(() => connection.close());
    const { contact, callback } = REQUESTS;
    assert.equal((await connection.send(contact.make())).body.toString(), 'none');
    const phones = new Set<string>();
    for (let count = 0; count < 3; count++) {
      const { status, body } = await connection.send(callback.make());
      assert.equal(status, callback.status);
      phones.add((JSON.parse(body.toString()) as { phone: string }).phone);
    }
    assert.equal(phones.size, 3);
    for (const phone of phones) assert.match(phone, /^13\d{9}$/);
  });
});
