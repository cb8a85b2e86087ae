import { join } from 'node:path';
import { startLoad } from './child.mjs';
import { startBare, startDesks } from './servers.mjs';

/**
 * The bare server and the desk, each on a database file of its own, and the desk of another checkout
 * beside them.
 */
export async function openPair({ here, against, folder }) {
  const load = startLoad();
  const closing = [load];
  const started = async (server) => {
    closing.push(server);
    return server.ports;
  };
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each.close();
  };
  const desk = async (checkout, name) =>
    started(await startDesks(checkout, { folder: join(folder, name) }));
  try {
    const contenders = [
      {
        name: 'bare',
        label: 'bare server',
        ports: await started(await startBare(here, join(folder, 'bare'))),
      },
      { name: 'desk', label: 'desk', ports: await desk(here, 'desk') },
      ...(against ? [{ name: 'old', label: 'desk, old', ports: await desk(against, 'old') }] : []),
    ];
    return { contenders, load, close };
  } catch (error) {
    await close();
    throw error;
  }
}
