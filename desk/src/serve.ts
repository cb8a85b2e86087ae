import { randomBytes } from 'node:crypto';
import { createApp } from './app.ts';
import { configFiles, readFiles, readSettings } from './config/settings.ts';
import { SOURCES } from './sources.ts';
import { createAnnounce } from './deliver/announce.ts';
import { createFetcher } from './deliver/send.ts';
import { createTestDelivery } from './deliver/test-delivery.ts';
import { startDeliveries } from './deliver/worker.ts';
import { decodeSecret } from './config/desk-config.ts';
import { everyInterval, startJobs } from './jobs/start-jobs.ts';
import { createLog } from './log.ts';
import { createReloadingConfig } from './config/reload.ts';
import { listen } from './http/server.ts';
import { createPictures } from './pictures/pictures.ts';
import { attachmentFolder } from './store/attachment-files.ts';
import { createStore, StoreError } from './store/open.ts';

const GRACE_MS = 10_000;

export interface Served {
  url: string;
  /** Accepts no new requests, finishes the running ones, and closes everything. */
  stop(reason: string): Promise<void>;
  reload(): Promise<void>;
}

/**
 * Starts the desk with everything it needs, on its port.
 * @throws {ConfigError | StoreError} with a message for the operator
 */
export async function serve(env: NodeJS.ProcessEnv): Promise<Served> {
  const settings = await readSettings(env, SOURCES);
  const log = createLog(settings.logLevel);
  const config = createReloadingConfig(
    { shop: settings.shop, desk: settings.desk },
    { read: () => readFiles(env, SOURCES), clock: Date.now, log },
  );
  const folder = settings.attachmentFolder;
  const store = await createStore(settings.databaseUrl, {
    ...(folder !== undefined && { attachmentFiles: attachmentFolder(folder) }),
    announce: createAnnounce(config.current),
    clock: Date.now,
    warn: (err) => log.warn({ err }, 'database'),
  });
  const secret =
    settings.secret ??
    decodeSecret(
      await store.settings.findOrMake('secret', () => randomBytes(32).toString('base64url')),
    );
  if (!secret)
    throw new StoreError('DATABASE_URL: the secret in the database is damaged; set DESK_SECRET.');

  const stopping = new AbortController();
  const shared = { config, store, clock: Date.now, random: randomBytes, log };
  const fetcher = createFetcher();
  const pictures = createPictures();
  void pictures.found.then((can) => {
    if (!can) log.warn('no screenshots are taken: the picture library does not load here');
  });
  const app = createApp({
    ...shared,
    secret,
    testDelivery: createTestDelivery({ ...shared, fetcher }),
    pictures,
    stopping: stopping.signal,
    reloaded: config.state,
  });
  await app.config.refresh();
  const server = await listen(app, settings.host, settings.port);
  const deliveries = startDeliveries({ ...shared, fetcher });
  const stopJobs = startJobs({ ...shared, config: app.config, every: everyInterval });
  config.follow(configFiles(env), stopping.signal);

  return {
    url: server.url,
    reload: config.reload,
    async stop(reason) {
      log.info({ signal: reason }, 'stopping');
      stopping.abort();
      await Promise.all([server.close(GRACE_MS), deliveries.stop(), stopJobs()]);
      pictures.close();
      await store.close();
    },
  };
}
