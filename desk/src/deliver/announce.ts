import type { HotlineEventType } from '../../wire/hotline-event.ts';
import type { TicketRecord } from '../domain/ticket.ts';
import type { CurrentConfig } from '../config/live-config.ts';
import type { Bot } from '../config/receivers.ts';
import type { Announce } from '../store/store.ts';
import { payloadOf } from './payload.ts';

/** Events for a group of agents when the config names none: those that somebody must act on. */
const FOR_AGENTS: readonly HotlineEventType[] = [
  'callback.created',
  'callback.overdue',
  'callback.nudged',
  'callback.ready',
  'callback.reopened',
  'call.reported',
];

/** Groups are told of ratings this low. */
const BAD_RATING = 2;

const isForBot = ({ events }: Bot, type: HotlineEventType, { rating }: TicketRecord): boolean =>
  events
    ? events.includes(type)
    : FOR_AGENTS.includes(type) ||
      (type === 'feedback.received' && rating !== null && rating <= BAD_RATING);

/**
 * Creates the store's announce function: one message for every webhook and bot that receives the
 * event, by the config at that time.
 */
export function createAnnounce(current: () => CurrentConfig): Announce {
  return (type, ticket) => {
    const { webhooks, bots } = current().desk;
    const targets = [
      ...webhooks
        .filter(({ events }) => !events || events.includes(type))
        .map(({ id }) => `webhook:${id}`),
      ...bots.filter((bot) => isForBot(bot, type, ticket)).map(({ id }) => `bot:${id}`),
    ];
    if (!targets.length) return [];
    const payload = JSON.stringify(payloadOf(type, ticket));
    return targets.map((target) => ({ target, type, payload }));
  };
}
