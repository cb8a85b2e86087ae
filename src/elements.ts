/**
 * The elements that are loaded when they are needed: tag, and the file whose default export is the
 * class. What the panel shows first is loaded with the panel: `define-panel.ts`.
 */
export const ELEMENTS = {
  'hotline-item-editor': () => import('./components/checklist/item-editor.ts'),
  'hotline-brief': () => import('./components/checklist/brief.ts'),
  'hotline-brief-code': () => import('./components/brief-code/brief-code.ts'),
  'hotline-care-bar': () => import('./components/care/care-bar.ts'),
  'hotline-handoff': () => import('./components/handoff/handoff.ts'),
  'hotline-draft': () => import('./components/draft/draft.ts'),
  'hotline-call-preview': () => import('./components/call-preview/call-preview.ts'),
  'hotline-callback': () => import('./components/callback/callback.ts'),
  'hotline-secret-hint': () => import('./components/secret-hint/secret-hint.ts'),
  'hotline-slots': () => import('./components/slots/slots.ts'),
  'hotline-pictures': () => import('./components/pictures/pictures.ts'),
  'hotline-ticket-card': () => import('./components/ticket/ticket-card.ts'),
  'hotline-ticket': () => import('./components/ticket/ticket.ts'),
  'hotline-inquiries': () => import('./components/inquiries/inquiries.ts'),
  'hotline-verify': () => import('./components/verify/verify.ts'),
};

export type Tag = keyof typeof ELEMENTS;

/** Registers an element, unless its tag is taken: a page may load two copies of this file. */
export const register = (tag: string, element: CustomElementConstructor): void => {
  if (!customElements.get(tag)) customElements.define(tag, element);
};

/** Loads the class of an element and registers it. Rejects if its file does not load. */
export const defineElement = async (tag: Tag): Promise<void> =>
  register(tag, (await ELEMENTS[tag]()).default);
