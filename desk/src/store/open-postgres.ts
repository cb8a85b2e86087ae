import { StoreError } from './store-error.ts';
import type { Store } from './store.ts';

export function openPostgres(url: string, parts: object): Promise<Store> {
  throw new StoreError(`DATABASE_URL: PostgreSQL is not there yet ${url.length} ${Object.keys(parts).length}`);
}
