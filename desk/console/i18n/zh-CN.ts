import { alerts } from './zh-CN/alerts.ts';
import { audit } from './zh-CN/audit.ts';
import { call } from './zh-CN/call.ts';
import { common, problems } from './zh-CN/common.ts';
import { deliveries } from './zh-CN/deliveries.ts';
import { figures } from './zh-CN/figures.ts';
import { find } from './zh-CN/find.ts';
import { inquiries } from './zh-CN/inquiries.ts';
import { merge } from './zh-CN/merge.ts';
import { notices } from './zh-CN/notices.ts';
import { queue } from './zh-CN/queue.ts';
import { screenshots } from './zh-CN/screenshots.ts';
import { shell, signIn } from './zh-CN/shell.ts';
import { team } from './zh-CN/team.ts';
import { reports } from './zh-CN/reports.ts';
import { ticket } from './zh-CN/ticket.ts';
import { wall } from './zh-CN/wall.ts';

/** Texts of the console, page by page. Their type is the one that other languages must have. */
export const messages = {
  common,
  problems,
  shell,
  signIn,
  alerts,
  notices,
  queue,
  ticket,
  call,
  reports,
  merge,
  inquiries,
  screenshots,
  figures,
  find,
  wall,
  team,
  audit,
  deliveries,
};

export type Messages = typeof messages;
