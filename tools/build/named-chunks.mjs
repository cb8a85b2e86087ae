/**
 * Replaces `launcher/chunks.ts` in the script-tag build, where a chunk is a file beside the script
 * with the build's hash in its name.
 */
export const namedChunks = (hash) => ({
  name: 'named-chunks',
  load: (id) =>
    id.endsWith('/launcher/chunks.ts')
      ? `import { folder } from './own-script.ts';
         export const loadMessages = (name) => import(folder + name + '-${hash}.js');
         export const loadPanel = () => loadMessages('panel');
         export const loadHostPage = () => loadMessages('host-page');
         export const loadResolver = () => loadMessages('resolve');`
      : null,
});
