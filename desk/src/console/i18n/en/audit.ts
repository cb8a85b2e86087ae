import type { Messages } from '../zh-CN.ts';

export const audit: Messages['audit'] = {
  title: 'Audit log',
  actor: 'Who',
  everybody: 'Everybody',
  ticket: 'Ticket number',
  ticketWrong: 'This is no valid ticket number; please check',
  filter: 'Filter',
  clear: 'Clear the filter',
  more: 'Earlier entries',
  end: 'There is nothing earlier',
  empty: 'No entries match',
  columns: { at: 'When', actor: 'Who', action: 'What', ticket: 'Ticket', detail: 'Detail' },
  actions: {
    'session.started': 'Signed in',
    'session.ended': 'Signed out',
    'session.refused': 'Sign-in failed',
    'agent.added': 'Added an agent',
    'agent.changed': 'Changed an agent',
    'agent.renamed': 'Renamed an agent',
    'agent.disabled': 'Disabled an agent',
    'agent.enabled': 'Enabled an agent',
    'agent.password-changed': 'Changed the password',
    'agent.password-refused': 'Password change failed: the current one was wrong',
    'agent.password-reset': 'Reset an agent’s password',
  },
};
