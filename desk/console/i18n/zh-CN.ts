import { audit } from './zh-CN/audit.ts';
import { common, problems } from './zh-CN/common.ts';
import { deliveries } from './zh-CN/deliveries.ts';
import { find } from './zh-CN/find.ts';
import { queue } from './zh-CN/queue.ts';
import { shell, signIn } from './zh-CN/shell.ts';
import { team } from './zh-CN/team.ts';
import { ticket } from './zh-CN/ticket.ts';
import { wall } from './zh-CN/wall.ts';

/** The console's words, page by page. This language defines what another must say. */
export const messages = {
  common,
  problems,
  shell,
  signIn,
  queue,
  ticket,
  find,
  wall,
  team,
  audit,
  deliveries,
};

export type Messages = typeof messages;
