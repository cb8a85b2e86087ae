/** The callback form, a file of its own; through it what comes after. */
export const loadForm = (): Promise<typeof import('../../define-form.ts')> =>
  import('../../define-form.ts');
/** What keeps the status fresh while the panel is open. */
export const loadLive = (): Promise<typeof import('../../controllers/live.ts')> =>
  import('../../controllers/live.ts');
