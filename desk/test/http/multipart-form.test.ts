import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readForm } from '../../src/http/multipart-form.ts';

const part = (boundary: string, name: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${name}\r\n`;

const bodyOf = (boundary: string, parts: number): ArrayBuffer => {
  const names = Array.from({ length: parts }, (_, index) => `a${index}.png`);
  const text = `${names.map((name) => part(boundary, name)).join('')}--${boundary}--\r\n`;
  return Uint8Array.from(Buffer.from(text)).buffer;
};

const filesOf = async (body: ArrayBuffer, contentType: string): Promise<number | undefined> =>
  (await readForm(body, contentType))?.getAll('file').length;

describe('readForm', () => {
  it('reads a body as browsers and others send it', async () => {
    const form = new FormData();
    form.set('file', new File(['--x\r\n--y'], 'a.png'));
    const sent = new Response(form);
    const type = sent.headers.get('content-type') ?? '';
    assert.equal(await filesOf(await sent.arrayBuffer(), type), 1);
    for (const [boundary, more] of [
      ['----WebKitFormBoundary0Aa', ''],
      ["'()+_,-./:=?", ''],
      ['x', '; charset=utf-8'],
    ] as const) {
      const type = `Multipart/Form-Data${more}; boundary="${boundary}"`;
      assert.equal(await filesOf(bodyOf(boundary, 2), type), 2, type);
    }
    assert.equal(await filesOf(bodyOf('x-y', 1), 'multipart/form-data;boundary=x-y; a=b'), 1);
  });

  it('refuses a body without boundary, or with another one', async () => {
    assert.equal(await readForm(bodyOf('x', 1), 'multipart/form-data; charset=utf-8'), undefined);
    assert.equal(await readForm(bodyOf('x', 1), 'multipart/form-data; boundary=z'), undefined);
    assert.equal(await readForm(new ArrayBuffer(0), 'multipart/form-data; boundary=z'), undefined);
  });

  it('refuses a body of 70,000 empty files at once, and takes one of 16 parts', async () => {
    const type = 'multipart/form-data; boundary=x';
    const many = bodyOf('x', 70_000);
    const begun = performance.now();
    assert.equal(await readForm(many, type), undefined);
    const took = performance.now() - begun;
    assert.ok(took < 500, `took ${took} ms`);
    assert.equal(await filesOf(bodyOf('x', 16), type), 16);
    assert.equal(await readForm(bodyOf('x', 17), type), undefined);
  });

  it('counts the parts by the boundary that it is parsed by', async () => {
    const type = 'multipart/form-data; boundary=none; boundary=x';
    assert.equal(await readForm(bodyOf('x', 17), type), undefined);
    const other = 'multipart/form-data; boundary=x; boundary=none';
    assert.equal(await readForm(bodyOf('x', 17), other), undefined);
  });
});
