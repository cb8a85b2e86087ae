/** The callback form, a file of its own; through it the ticket, which comes after. */
export const loadForm = (): Promise<{ loadTicket(): Promise<unknown> }> => import('../../define-form.ts');
