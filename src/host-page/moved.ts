/** Under this key the tab keeps where the member has put the pill. */
export const MOVED = 'hotline:pill';
