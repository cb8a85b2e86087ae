import * as v from 'valibot';
import { ContactSchema, type Contact } from '../../src/contract/contact.ts';
import type { CreatedTicket, Ticket } from '../../src/contract/ticket.ts';
import { localIso } from '../../src/core/zone.ts';
import { bearer } from '../../src/desk-client/bearer.ts';
import type { ContactState, ContactStore } from '../../src/stores/contact-store.ts';
import type { Effects } from '../../src/stores/effects.ts';
import type { Source } from '../../src/stores/source.ts';
import { Store } from '../../src/stores/store.ts';

/** The time of the samples: Friday 20 November 2026, 10:00 in Shanghai. */
export const NOW = Date.parse('2026-11-20T02:00:00.000Z');

/** The instant `minutes` after {@link NOW}, in ISO 8601. */
export const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

/** Like {@link at}, on the clock of the sample line, in Shanghai. */
export const localAt = (minutes: number): string =>
  localIso('Asia/Shanghai', NOW + minutes * 60_000);

const three = (simplified: string, traditional: string, en: string) => ({
  'zh-CN': simplified,
  'zh-TW': traditional,
  en,
});

const WHOLE: Contact = {
  version: 1,
  asOf: at(0),
  brand: { name: three('星河卡盟', '星河卡盟', 'Galaxy Cards'), accent: '#0b8f6a' },
  member: {
    verified: true,
    ref: 'm-1',
    tier: { id: 'normal', label: three('普通会员', '普通會員', 'Member'), style: 'normal' },
  },
  line: {
    id: 'public',
    label: three('客服热线', '客服熱線', 'Service hotline'),
    display: '400-123-4567',
    uri: 'tel:4001234567,,2',
    international: { display: '+86 21 6123 4567', uri: 'tel:+862161234567' },
    timeZone: 'Asia/Shanghai',
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], periods: [{ from: '09:00', to: '22:00' }] }],
    promiseMinutes: 5,
    perks: [three('可当场退款', '可當場退款', 'Refunds on the spot')],
    menu: [
      { keys: ',,2', label: three('人工', '人工', 'A person'), direct: true },
      { keys: '1,,3', label: three('账单', '帳單', 'Billing') },
    ],
  },
  status: { state: 'open', asOf: at(0), closesAt: at(720) },
  topics: [
    {
      id: 'missing',
      label: three('充值未到账', '儲值未到帳', 'Top-up not arrived'),
      kind: 'technical',
      asks: ['order', 'time', 'note'],
      answers: [
        {
          question: three('一般多久到账', '一般多久到帳', 'How long does it take'),
          answer: three('十分钟以内', '十分鐘以內', 'Within ten minutes'),
          url: 'https://shop.example/help',
        },
      ],
    },
    {
      id: 'price',
      label: three('价格咨询', '價格諮詢', 'Prices'),
      kind: 'consult',
      asks: ['note'],
      answers: [],
    },
    {
      id: 'attitude',
      label: three('服务投诉', '服務投訴', 'Bad service'),
      kind: 'complaint',
      asks: ['time', 'note'],
      answers: [],
    },
  ],
  orderPatterns: ['^[A-Z0-9]{16}$'],
  callback: {
    promiseMinutes: 30,
    dueAt: at(30),
    urgent: true,
    senior: true,
    slots: true,
    callsFrom: ['400-123-4567'],
  },
  attachments: { most: 2, maxBytes: 1000, types: ['image/png', 'image/jpeg'] },
  briefs: true,
  notices: [
    three(
      '系统维护中，到账会慢一些',
      '系統維護中，到帳會慢一些',
      'Maintenance: top-ups take longer',
    ),
  ],
  privacy: {
    handler: three('星河卡盟', '星河卡盟', 'Galaxy Cards'),
    contact: 'privacy@shop.example',
    retentionDays: 90,
    url: 'https://shop.example/privacy',
  },
};

/**
 * Changes to a sample. Objects are merged, other values are replaced, and `undefined` removes a
 * key.
 */
export type Change<Whole> = Whole extends readonly unknown[]
  ? Whole
  : Whole extends object
    ? { [Key in keyof Whole]?: Change<Whole[Key]> | undefined }
    : Whole;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const merge = (whole: unknown, change: unknown): unknown => {
  if (!isRecord(whole) || !isRecord(change)) return change;
  const merged = Object.entries({ ...whole, ...change }).map(
    ([key, value]) => [key, key in change ? merge(whole[key], value) : value] as const,
  );
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
};

/**
 * A Contact with every field, after a change.
 * @throws if the result does not satisfy the contract
 */
export const sampleContact = (change: Change<Contact> = {}): Contact =>
  v.parse(ContactSchema, merge(WHOLE, change));

/** A Contact with only the required fields, after a change. */
export const bareContact = (change: Change<Contact> = {}): Contact =>
  sampleContact({
    brand: { accent: undefined },
    line: {
      uri: 'tel:4001234567',
      international: undefined,
      promiseMinutes: undefined,
      perks: [],
      menu: [],
      hours: '24x7',
    },
    member: { tier: undefined, ref: undefined, verified: false, reason: 'missing' },
    topics: [],
    orderPatterns: [],
    notices: [],
    callback: undefined,
    attachments: undefined,
    briefs: false,
    privacy: undefined,
    ...change,
  });

/** A waiting ticket, after a change. */
export const sampleTicket = (change: Change<Ticket> = {}): CreatedTicket =>
  merge(
    {
      number: '261120482136',
      key: 'k'.repeat(22),
      status: 'waiting',
      asOf: at(0),
      createdAt: at(0),
      dueAt: at(30),
      attempts: 0,
      passphrase: '青山 流水',
      phone: '138****8000',
      callsFrom: ['400-123-4567'],
      line: { label: '客服热线', timeZone: 'Asia/Shanghai' },
      timeline: [{ at: at(0), status: 'waiting' }],
      may: {
        cancel: true,
        reschedule: true,
        nudge: true,
        rate: false,
        erase: true,
        ready: false,
        reopen: false,
        report: true,
      },
    } satisfies CreatedTicket,
    change,
  ) as CreatedTicket;

let desks = 0;

/**
 * A contact store without a network; the test sets its state. Each one has its own desk address.
 */
export class FakeContacts extends Store<ContactState> {
  readonly source: Source;
  effects: Effects = window;
  /** Number of calls of {@link refresh}. */
  refreshed = 0;
  memberToken: string | undefined;
  /** Number of current subscribers. */
  followers = 0;

  constructor(state: ContactState = { phase: 'loading' }, source: Source = {}) {
    super(state);
    this.source = { desk: `https://desk-${++desks}.example`, ...source };
  }

  static of(contact: Contact, source?: Source): FakeContacts {
    return new FakeContacts({ phase: 'ready', contact, from: 'desk' }, source);
  }

  override subscribe(listener: () => void): () => void {
    const leave = super.subscribe(listener);
    this.followers++;
    return () => {
      this.followers--;
      leave();
    };
  }

  become(state: ContactState): void {
    this.set(state);
  }

  show(contact: Contact, from: 'desk' | 'config' | 'device' = 'desk'): void {
    this.set({ phase: 'ready', contact, from });
  }

  refresh(): Promise<void> {
    this.refreshed++;
    return Promise.resolve();
  }

  headers(): Promise<Record<string, string>> {
    return Promise.resolve(bearer(this.memberToken));
  }

  forget(): void {
    this.set({ phase: 'loading' });
  }

  /** This store, typed as the elements expect it. */
  get store(): ContactStore {
    return this as unknown as ContactStore;
  }
}

/** A ticket in the list of its member. */
export const sampleRow = (number: string, more: object = {}) => ({
  number,
  status: 'waiting',
  createdAt: at(-60),
  line: { timeZone: 'Asia/Shanghai' },
  ...more,
});
