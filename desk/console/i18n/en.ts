import { alerts } from './en/alerts.ts';
import { audit } from './en/audit.ts';
import { call } from './en/call.ts';
import { common, problems } from './en/common.ts';
import { deliveries } from './en/deliveries.ts';
import { figures } from './en/figures.ts';
import { find } from './en/find.ts';
import { inquiries } from './en/inquiries.ts';
import { merge } from './en/merge.ts';
import { notices } from './en/notices.ts';
import { queue } from './en/queue.ts';
import { screenshots } from './en/screenshots.ts';
import { shell, signIn } from './en/shell.ts';
import { team } from './en/team.ts';
import { reports } from './en/reports.ts';
import { ticket } from './en/ticket.ts';
import { wall } from './en/wall.ts';
import type { Messages } from './zh-CN.ts';

export const messages: Messages = {
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
