import { DeskBar } from './shell/bar.ts';
import { DeskKeys } from './shell/keys.ts';
import { DeskAudit } from './audit/audit.ts';
import { DeskDeliveries } from './deliveries/deliveries.ts';
import { DeskFind } from './find/find.ts';
import { DeskQueue } from './queue/queue.ts';
import { DeskSignIn } from './sign-in/sign-in.ts';
import { DeskTeam } from './team/team.ts';
import { DeskTicket } from './ticket/ticket.ts';
import { DeskWall } from './wall/wall.ts';
import { DeskConsole } from './shell/shell.ts';
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
