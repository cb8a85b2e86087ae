import { randomInt } from 'node:crypto';
import { openJsonFile } from './json-file.mjs';

/**
 * @typedef {'charging' | 'done'} OrderStatus
 *
 * @typedef {object} Order
 * @property {string} number As dujiao-next writes them: `DJ`, the time to the second, four to six
 *   letters or digits.
 * @property {string} goods Id of the goods.
 * @property {number} quantity
 * @property {OrderStatus} status
 * @property {string} [member] Tier of the demo member who bought it; absent for a guest.
 * @property {string} account The account that was topped up, or the address that the code was sent
 *   to; masked.
 */

export const ORDER_NUMBER = /^DJ\d{14}[A-Z0-9]{4,6}$/;

/** @type {readonly Order[]} */
const SEEDS = [
  {
    number: 'DJ20261122224011AB3F',
    goods: 'genshin-6480',
    quantity: 1,
    status: 'charging',
    member: 'diamond',
    account: 'UID 1008****37',
  },
  {
    number: 'DJ20261121193502K7QM',
    goods: 'apple-500',
    quantity: 2,
    status: 'done',
    member: 'diamond',
    account: 'l***@example.com',
  },
  {
    number: 'DJ20261108101544W2ZD',
    goods: 'phone-100',
    quantity: 1,
    status: 'done',
    member: 'diamond',
    account: '138****8000',
  },
  {
    number: 'DJ20261122201733H5TC',
    goods: 'bilibili-year',
    quantity: 1,
    status: 'charging',
    member: 'vip',
    account: '139****6618',
  },
  {
    number: 'DJ20261115124120P9XE',
    goods: 'steam-100',
    quantity: 3,
    status: 'done',
    member: 'vip',
    account: 'z***@example.com',
  },
  {
    number: 'DJ20261122180659R4NB',
    goods: 'wzry-1000',
    quantity: 1,
    status: 'charging',
    member: 'normal',
    account: '微信区 chen****',
  },
  {
    number: 'DJ20261103090210V6YA',
    goods: 'tencent-video-month',
    quantity: 1,
    status: 'done',
    member: 'normal',
    account: '136****2075',
  },
];

/**
 * @param {string} number
 * @returns {string} When the order was made, read from its number: `2026-11-22 22:40:11`.
 */
export function orderedAt(number) {
  const [, year, month, day, hour, minute, second] =
    /^DJ(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(number) ?? [];
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** @param {Date} now @returns {string} */
function newNumber(now) {
  const shanghai = new Date(now.getTime() + 8 * 3_600_000)
    .toISOString()
    .replace(/\D/g, '')
    .slice(0, 14);
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const tail = Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `DJ${shanghai}${tail}`;
}

/** Hides all but the first and last two characters. @param {string} account @returns {string} */
function mask(account) {
  return account.length < 5 ? '****' : `${account.slice(0, 2)}****${account.slice(-2)}`;
}

/**
 * The shop's orders: a few that it always has, and those bought since, which `file` keeps.
 * @param {string} file
 */
export async function openOrders(file) {
  const { list: bought, save } = /** @type {Awaited<ReturnType<typeof openJsonFile<Order>>>} */ (
    await openJsonFile(file)
  );
  return {
    /** @param {string} number */
    find: (number) => [...bought, ...SEEDS].find((order) => order.number === number),

    /** Newest first. @param {string} member */
    of: (member) =>
      [...bought, ...SEEDS]
        .filter((order) => order.member === member)
        .sort((a, b) => (a.number < b.number ? 1 : -1)),

    /**
     * @param {{ goods: import('./goods.mjs').Goods, quantity: number, account: string,
     *   member: string | undefined }} wish
     * @returns {Promise<Order>} resolves when it is saved
     */
    async buy({ goods, quantity, account, member }) {
      /** @type {Order} */
      const order = {
        number: newNumber(new Date()),
        goods: goods.id,
        quantity,
        status: goods.delivery === 'code' ? 'done' : 'charging',
        account: mask(account),
        ...(member && { member }),
      };
      bought.unshift(order);
      await save(bought);
      return order;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openOrders>>} Orders */
