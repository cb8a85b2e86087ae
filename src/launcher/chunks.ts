/**
 * Code that is loaded on demand. The script-tag build replaces this module by one that names the
 * hashed files beside the script.
 */
export { loadMessages } from '../i18n/load.ts';

/** Loads the panel and defines it. */
export const loadPanel = (): Promise<unknown> => import('../define-panel.ts');

/** Loads what looks after the pill in the page. Every visitor loads it, after the pill shows. */
export const loadHostPage = (): Promise<typeof import('../host-page/attend.ts')> =>
  import('../host-page/attend.ts');

export const loadResolver = (): Promise<typeof import('../config/resolve-config.ts')> =>
  import('../config/resolve-config.ts');
