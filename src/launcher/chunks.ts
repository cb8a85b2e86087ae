/**
 * Code that is loaded on demand. The script-tag build replaces this module by one that names the
 * hashed files beside the script.
 */
export { loadMessages } from '../i18n/load.ts';

/** Loads the panel and defines it. */
export const loadPanel = (): Promise<unknown> => import('../define-panel.ts');

export const loadResolver = (): Promise<typeof import('../config/resolve-config.ts')> =>
  import('../config/resolve-config.ts');
