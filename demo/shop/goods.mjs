/**
 * @typedef {'games' | 'video' | 'mobile' | 'gift'} Category
 *
 * @typedef {object} Goods
 * @property {string} id
 * @property {Category} category
 * @property {string} name
 * @property {string} english
 * @property {string} mark Large word on the drawn cover.
 * @property {string} face What the cover says under its mark: the face value or the period.
 * @property {string} cover Class of the drawn cover, as in `covers.css`.
 * @property {number} price In fen.
 * @property {number} listPrice In fen.
 * @property {number} stock
 * @property {number} sold
 * @property {'code' | 'direct'} delivery A card code at once, or a top-up of an account.
 * @property {string} region
 */

/** @type {Record<Category, string>} */
export const CATEGORIES = {
  games: '游戏点卡',
  video: '影音会员',
  mobile: '话费流量',
  gift: '礼品卡',
};

/** @type {readonly Goods[]} */
export const GOODS = [
  {
    id: 'steam-100',
    category: 'games',
    name: 'Steam 钱包充值码 100 元',
    english: 'Steam wallet code, ¥100',
    mark: 'Steam',
    face: '¥100',
    cover: 'orbit navy',
    price: 9680,
    listPrice: 10000,
    stock: 326,
    sold: 18234,
    delivery: 'code',
    region: '国区账号',
  },
  {
    id: 'genshin-6480',
    category: 'games',
    name: '原神 创世结晶 6480 个',
    english: 'Genshin Impact, 6,480 crystals',
    mark: '原神',
    face: '6480',
    cover: 'rays teal',
    price: 61200,
    listPrice: 64800,
    stock: 88,
    sold: 5127,
    delivery: 'direct',
    region: '国服（官服与 B 服）',
  },
  {
    id: 'wzry-1000',
    category: 'games',
    name: '王者荣耀 点券 1000 个',
    english: 'Honor of Kings, 1,000 tokens',
    mark: '王者荣耀',
    face: '1000',
    cover: 'waves amber',
    price: 9750,
    listPrice: 10000,
    stock: 999,
    sold: 40918,
    delivery: 'direct',
    region: '微信区、QQ 区',
  },
  {
    id: 'netease-100',
    category: 'games',
    name: '网易一卡通 100 元',
    english: 'NetEase game card, ¥100',
    mark: '一卡通',
    face: '¥100',
    cover: 'grid crimson',
    price: 9600,
    listPrice: 10000,
    stock: 214,
    sold: 9306,
    delivery: 'code',
    region: '网易通行证',
  },
  {
    id: 'tencent-video-month',
    category: 'video',
    name: '腾讯视频 VIP 月卡',
    english: 'Tencent Video VIP, one month',
    mark: '腾讯视频',
    face: '月卡',
    cover: 'waves ocean',
    price: 1980,
    listPrice: 2500,
    stock: 1562,
    sold: 73455,
    delivery: 'direct',
    region: '手机号充值',
  },
  {
    id: 'bilibili-year',
    category: 'video',
    name: '哔哩哔哩 大会员年卡',
    english: 'Bilibili premium, one year',
    mark: 'bilibili',
    face: '年卡',
    cover: 'dots rose',
    price: 13800,
    listPrice: 16800,
    stock: 430,
    sold: 21670,
    delivery: 'direct',
    region: '手机号充值',
  },
  {
    id: 'netease-music-quarter',
    category: 'video',
    name: '网易云音乐 黑胶 VIP 季卡',
    english: 'NetEase Music VIP, one quarter',
    mark: '云音乐',
    face: '季卡',
    cover: 'orbit crimson',
    price: 3680,
    listPrice: 4500,
    stock: 12,
    sold: 11802,
    delivery: 'direct',
    region: '手机号充值',
  },
  {
    id: 'iqiyi-month',
    category: 'video',
    name: '爱奇艺 黄金会员月卡',
    english: 'iQIYI gold, one month',
    mark: '爱奇艺',
    face: '月卡',
    cover: 'rays green',
    price: 1880,
    listPrice: 2500,
    stock: 745,
    sold: 35021,
    delivery: 'direct',
    region: '手机号充值',
  },
  {
    id: 'phone-100',
    category: 'mobile',
    name: '全国话费充值 100 元',
    english: 'Mobile credit, ¥100',
    mark: '话费',
    face: '¥100',
    cover: 'grid ocean',
    price: 9850,
    listPrice: 10000,
    stock: 9999,
    sold: 128460,
    delivery: 'direct',
    region: '移动、联通、电信',
  },
  {
    id: 'data-10g',
    category: 'mobile',
    name: '全国流量 10 GB（7 天有效）',
    english: 'Mobile data, 10 GB for 7 days',
    mark: '流量',
    face: '10 GB',
    cover: 'dots teal',
    price: 1500,
    listPrice: 2000,
    stock: 0,
    sold: 6540,
    delivery: 'direct',
    region: '移动、联通、电信',
  },
  {
    id: 'apple-500',
    category: 'gift',
    name: 'App Store 充值卡 500 元',
    english: 'App Store card, ¥500',
    mark: 'App Store',
    face: '¥500',
    cover: 'waves violet',
    price: 48900,
    listPrice: 50000,
    stock: 67,
    sold: 8093,
    delivery: 'code',
    region: '中国区 Apple 账户',
  },
  {
    id: 'jd-200',
    category: 'gift',
    name: '京东 E 卡 200 元',
    english: 'JD gift card, ¥200',
    mark: '京东 E 卡',
    face: '¥200',
    cover: 'rays amber',
    price: 19700,
    listPrice: 20000,
    stock: 158,
    sold: 14287,
    delivery: 'code',
    region: '京东自营商品',
  },
];

/** @param {string | undefined} id @returns {Goods | undefined} */
export const findGoods = (id) => GOODS.find((goods) => goods.id === id);

const yuan = new Intl.NumberFormat('zh-CN', { style: 'currency', currency: 'CNY' });

/** @param {number} fen @returns {string} `¥5,274.60` */
export const price = (fen) => yuan.format(fen / 100);
