/**
 * What is loaded only when wanted. The script-tag build replaces this module by one that names the hashed files beside the script.
 */
export { loadMessages } from '../i18n/load.ts';
export const loadPanel = (): Promise<typeof import('../define.ts')> => import('../define.ts');
export const loadResolver = (): Promise<typeof import('./resolve-config.ts')> =>
  import('./resolve-config.ts');
