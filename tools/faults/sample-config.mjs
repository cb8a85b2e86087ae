/** A shop that is always open. */
export const SHOP = {
  version: 1,
  brand: { name: '星河卡盟' },
  timeZone: 'Asia/Shanghai',
  lines: { public: { label: '普通专线', number: '400-100-0001', hours: '24x7' } },
  tiers: { normal: { label: '普通', line: 'public' } },
  publicLine: 'public',
  callbacks: { promiseMinutes: 240 },
};

const MANY = 1_000_000;

/** Its desk, whose limits per address are out of the way. */
export const deskOf = (origin, limits = {}) => ({
  id: 'desk.shop.example',
  origins: [origin],
  keys: [{ kid: 'shop-1', alg: 'HS256', secret: Buffer.alloc(32, 7).toString('base64url') }],
  limits: {
    perAddressPerHour: MANY,
    guestsPerHour: MANY,
    requestsPerMinute: MANY,
    ...limits,
  },
  attachments: { perAddressPerHour: MANY, perHour: MANY },
});
