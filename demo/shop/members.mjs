/**
 * @typedef {'normal' | 'vip' | 'diamond'} TierId
 *
 * @typedef {object} Member
 * @property {string} id What the shop's tokens say in `sub`.
 * @property {string} name How the shop addresses the member; also the token's `name`.
 * @property {string} english
 * @property {TierId} tier
 * @property {string} tierName
 * @property {string} tierEnglish
 * @property {string} phone
 * @property {number} balance In fen.
 * @property {number} spent This year, in fen.
 * @property {number} coupons
 * @property {string} since
 */

/** @type {Record<TierId, Member>} */
export const MEMBERS = {
  normal: {
    id: 'u-10862',
    name: '陈先生',
    english: 'Mr Chen',
    tier: 'normal',
    tierName: '普通会员',
    tierEnglish: 'Member',
    phone: '13620002075',
    balance: 3650,
    spent: 48230,
    coupons: 1,
    since: '2026 年 3 月',
  },
  vip: {
    id: 'u-10417',
    name: '周女士',
    english: 'Ms Zhou',
    tier: 'vip',
    tierName: 'VIP 会员',
    tierEnglish: 'VIP',
    phone: '13910006618',
    balance: 52800,
    spent: 863000,
    coupons: 4,
    since: '2024 年 8 月',
  },
  diamond: {
    id: 'u-10023',
    name: '林女士',
    english: 'Ms Lin',
    tier: 'diamond',
    tierName: '钻石会员',
    tierEnglish: 'Diamond',
    phone: '13800138000',
    balance: 318000,
    spent: 5274600,
    coupons: 9,
    since: '2021 年 6 月',
  },
};

/** @param {string | undefined} tier @returns {Member | undefined} */
export const findMember = (tier) => Object.values(MEMBERS).find((member) => member.tier === tier);
