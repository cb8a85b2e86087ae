/**
 * The npm entry: classes, events and types. It defines no element; `hotline-widget/define` does.
 */
export { HotlineCallback } from './components/callback/callback.ts';
export { HotlineChecklist } from './components/checklist/checklist.ts';
export { HotlineNumber } from './components/number/number.ts';
export { HotlinePanel } from './components/panel/panel.ts';
export { HotlineTicket } from './components/ticket/ticket.ts';
export type { Config, ConfigInput, Contact, Language, Text, Ticket } from './contract/index.ts';
export { HotlineCallEvent } from './events/call.ts';
export { HotlineCallbackCreatedEvent } from './events/callback-created.ts';
export { HotlineCloseEvent } from './events/close.ts';
export { HotlineCopyEvent } from './events/copy.ts';
export { HotlineOpenEvent } from './events/open.ts';
export { HotlineTicketChangedEvent } from './events/ticket-changed.ts';
export { HotlineWidget, type View } from './launcher/hotline-widget.ts';
export { registerLauncher } from './launcher/register.ts';
