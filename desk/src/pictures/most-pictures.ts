import type { Deps } from '../deps.ts';

/** How many screenshots can be sent at once; 0 where this desk takes none. */
export const mostPictures = ({ config, pictures }: Pick<Deps, 'config' | 'pictures'>): number =>
  pictures?.available() ? config.current().desk.attachments.max : 0;
