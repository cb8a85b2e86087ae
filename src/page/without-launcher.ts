import { findContext } from './find-context.ts';

/** Loaded by an element in a page that has no launcher, which would have done this. */
findContext(() => import('../config/resolve-config.ts'));
