import { expect } from '@open-wc/testing';
import { pathOf, readRoute, ticketPath } from './paths.ts';

describe('readRoute', () => {
  it('reads a page and its query', () => {
    const { page, query } = readRoute(pathOf('find', { q: '13 8' }));
    expect([page, query.get('q')]).to.deep.equal(['find', '13 8']);
  });
  it('reads a ticket number', () =>
    expect(readRoute(ticketPath('261120482136'))).to.include({
      page: 'ticket',
      number: '261120482136',
    }));
  for (const path of ['/console', '/console/', '/console/nowhere', '/console/ticket/']) {
    it(`falls back to the queue for ${path}`, () => expect(readRoute(path).page).to.equal('queue'));
  }
});
