import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memberToken } from '../../demo/server/member-token.mjs';
import { MEMBERS } from '../../demo/shop/members.mjs';
import { contenders, tagOf } from './contenders.mjs';
import { SIGNING_SECRET, alwaysOpen, numberOf, publicNumber, startBenchDesk } from './desk.mjs';
import { preparePeers } from './peers.mjs';
import { serve } from './serve.mjs';
import { shopPage } from './shop.mjs';

/** The tier of the member who is signed in. */
const MEMBER = 'vip';

const localhost = (url) => url.replace('127.0.0.1', 'localhost');

/**
 * The shop's server with the pages of all contenders, and the desks.
 * @param {{ here: string, against?: string, folder: string }} paths the built checkouts, and a
 *   folder for what is written
 */
export async function openSite({ here, against, folder }) {
  const peers = await preparePeers(join(folder, 'peers'));
  const site = await serve({
    '/hotline/': join(here, 'dist'),
    ...(against && { '/old/': join(against, 'dist') }),
    '/assets/': join(here, 'demo/assets'),
    '/bench/': fileURLToPath(new URL('page', import.meta.url)),
    '/peers/': join(folder, 'peers'),
  });
  const desks = [];
  const start = async (checkout, name) => {
    const desk = await startBenchDesk(checkout, {
      folder: join(folder, name),
      origins: [site.origin],
    });
    desks.push(desk);
    return localhost(desk.url);
  };
  const close = async () => {
    site.close();
    await Promise.all(desks.map((desk) => desk.end('SIGTERM')));
  };
  try {
    const config = alwaysOpen('hotline.config.json');
    const staticConfig = alwaysOpen('static.config.json');
    const all = contenders(
      {
        desk: await start(here, 'desk'),
        ...(against && { oldDesk: await start(against, 'old-desk') }),
        number: publicNumber(config),
        memberNumber: numberOf(config, MEMBER),
        staticNumber: publicNumber(staticConfig),
      },
      peers,
    );
    site.add('/', shopPage());
    site.add('/static.config.json', JSON.stringify(staticConfig));
    site.answer('/hotline-token', async () =>
      JSON.stringify({ token: await memberToken(MEMBERS[MEMBER], SIGNING_SECRET) }),
    );
    const { attributes } = all.find(({ name }) => name === 'ours-member');
    site.forward('/desk/', attributes['data-desk']);
    const near = { ...attributes, 'data-desk': `${site.origin}/desk` };
    site.add('/near/ours-member', shopPage(tagOf({ attributes: near })));
    for (const contender of all) site.add(`/with/${contender.name}`, shopPage(tagOf(contender)));
    return { origin: site.origin, contenders: all, close };
  } catch (error) {
    await close();
    throw error;
  }
}
