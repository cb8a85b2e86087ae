import { findContext } from './find-context.ts';

/** Loaded by elements in a page without a launcher, which would otherwise do this. */
findContext(() => import('../config/resolve-config.ts'));
