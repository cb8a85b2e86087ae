import { expect } from '@open-wc/testing';
import { pathOf, readRoute, ticketPath } from './paths.ts';

describe('an address', () => {
  it('leads to a page with its search', () => {
    const { page, query } = readRoute(pathOf('find', { q: '13 8' }));
    expect([page, query.get('q')]).to.deep.equal(['find', '13 8']);
  });
  it('leads to a ticket', () =>
    expect(readRoute(ticketPath('261120482136'))).to.include({
      page: 'ticket',
      number: '261120482136',
    }));
  for (const path of ['/console', '/console/', '/console/nowhere', '/console/ticket/']) {
    it(`leads to the queue from ${path}`, () => expect(readRoute(path).page).to.equal('queue'));
  }
});
