import { createStore } from '../../src/store/open.ts';

// `node --import tsx desk/test/support/make-template.ts <url>`: brings an empty database to the
// newest schema.
const store = await createStore(process.argv[2] ?? '');
await store.close();
