import { DeskBar } from './bar.ts';
import { DeskKeys } from './keys.ts';
import { DeskAudit } from './pages/audit.ts';
import { DeskDeliveries } from './pages/deliveries.ts';
import { DeskFind } from './pages/find.ts';
import { DeskQueue } from './pages/queue.ts';
import { DeskSignIn } from './pages/sign-in.ts';
import { DeskTeam } from './pages/team.ts';
import { DeskTicket } from './pages/ticket.ts';
import { DeskWall } from './pages/wall.ts';
import { DeskConsole } from './shell.ts';
import { DeskNotes } from './ticket/notes.ts';
import { DeskResults } from './ticket/results.ts';

const ELEMENTS = {
  'desk-console': DeskConsole,
  'desk-bar': DeskBar,
  'desk-keys': DeskKeys,
  'desk-sign-in': DeskSignIn,
  'desk-queue': DeskQueue,
  'desk-ticket': DeskTicket,
  'desk-notes': DeskNotes,
  'desk-results': DeskResults,
  'desk-find': DeskFind,
  'desk-wall': DeskWall,
  'desk-team': DeskTeam,
  'desk-audit': DeskAudit,
  'desk-deliveries': DeskDeliveries,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
