import { DeskAlertMenu } from './alerts/alert-menu.ts';
import { DeskAudit } from './audit/audit.ts';
import { DeskTakeCall } from './call/take-call.ts';
import { DeskDeliveries } from './deliveries/deliveries.ts';
import { DeskFigures } from './figures/figures.ts';
import { DeskOwnFigures } from './figures/own-figures.ts';
import { DeskFind } from './find/find.ts';
import { DeskQueue } from './queue/queue.ts';
import { DeskQueueList } from './queue/queue-list.ts';
import { DeskBar } from './shell/bar.ts';
import { DeskKeys } from './shell/keys.ts';
import { DeskConsole } from './shell/shell.ts';
import { DeskSignIn } from './sign-in/sign-in.ts';
import { DeskAgentDialog } from './team/agent-dialog.ts';
import { DeskCloseLineDialog } from './team/close-line-dialog.ts';
import { DeskHoursDialog } from './team/hours-dialog.ts';
import { DeskLineCard } from './team/line-card.ts';
import { DeskNoticeDialog } from './team/notice-dialog.ts';
import { DeskNotices } from './team/notices.ts';
import { DeskPasswordDialog } from './team/password-dialog.ts';
import { DeskTeam } from './team/team.ts';
import { DeskWaitDialog } from './team/wait-dialog.ts';
import { DeskTicketActions } from './ticket/actions.ts';
import { DeskCallAbout } from './ticket/call-about.ts';
import { DeskBrief } from './ticket/brief.ts';
import { DeskEarlier } from './ticket/earlier.ts';
import { DeskTicketEnd } from './ticket/end.ts';
import { DeskInquiries } from './ticket/inquiries/inquiries.ts';
import { DeskMergeDialog } from './ticket/merge-dialog.ts';
import { DeskReports } from './ticket/reports.ts';
import { DeskMerged } from './ticket/merged.ts';
import { DeskOthers } from './ticket/others.ts';
import { DeskNotes } from './ticket/notes.ts';
import { DeskRating } from './ticket/rating.ts';
import { DeskResults } from './ticket/results.ts';
import { DeskTicket } from './ticket/ticket.ts';
import { DeskScreenshots } from './ticket/screenshots/screenshots.ts';
import { DeskScreenshotViewer } from './ticket/screenshots/viewer.ts';
import { DeskTransferDialog } from './ticket/transfer-dialog.ts';
import { DeskTimeline } from './ticket/timeline.ts';
import { DeskWall } from './wall/wall.ts';

const ELEMENTS = {
  'desk-console': DeskConsole,
  'desk-bar': DeskBar,
  'desk-alert-menu': DeskAlertMenu,
  'desk-keys': DeskKeys,
  'desk-sign-in': DeskSignIn,
  'desk-take-call': DeskTakeCall,
  'desk-queue': DeskQueue,
  'desk-queue-list': DeskQueueList,
  'desk-ticket': DeskTicket,
  'desk-ticket-actions': DeskTicketActions,
  'desk-results': DeskResults,
  'desk-transfer-dialog': DeskTransferDialog,
  'desk-ticket-end': DeskTicketEnd,
  'desk-rating': DeskRating,
  'desk-brief': DeskBrief,
  'desk-screenshots': DeskScreenshots,
  'desk-screenshot-viewer': DeskScreenshotViewer,
  'desk-inquiries': DeskInquiries,
  'desk-call-about': DeskCallAbout,
  'desk-others': DeskOthers,
  'desk-merge-dialog': DeskMergeDialog,
  'desk-reports': DeskReports,
  'desk-merged': DeskMerged,
  'desk-notes': DeskNotes,
  'desk-timeline': DeskTimeline,
  'desk-earlier': DeskEarlier,
  'desk-figures': DeskFigures,
  'desk-own-figures': DeskOwnFigures,
  'desk-find': DeskFind,
  'desk-wall': DeskWall,
  'desk-team': DeskTeam,
  'desk-line-card': DeskLineCard,
  'desk-close-line-dialog': DeskCloseLineDialog,
  'desk-hours-dialog': DeskHoursDialog,
  'desk-notices': DeskNotices,
  'desk-notice-dialog': DeskNoticeDialog,
  'desk-wait-dialog': DeskWaitDialog,
  'desk-agent-dialog': DeskAgentDialog,
  'desk-password-dialog': DeskPasswordDialog,
  'desk-audit': DeskAudit,
  'desk-deliveries': DeskDeliveries,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
