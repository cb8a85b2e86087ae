export * from './callback.ts';
export * from './config.ts';
export * from './contact.ts';
export * from './hours.ts';
export * from './problem.ts';
export * from './text.ts';
export * from './ticket.ts';
export * from './ticket-status.ts';
