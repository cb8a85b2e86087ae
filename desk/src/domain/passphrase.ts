import type { Language } from '../../../src/contract/text.ts';
import { randomInteger, type RandomBytes } from './random.ts';

/** Everyday words that are easy to say and hard to confuse on a bad line. */
const WORDS: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': `
    春风 夏夜 秋月 冬雪 阳光 彩虹 白云 星空 大海 高山 森林 草原 河流 湖泊 沙滩 岛屿
    松树 竹林 梅花 荷叶 桂花 牡丹 玫瑰 菊花 苹果 香蕉 西瓜 葡萄 草莓 橙子 樱桃 芒果
    熊猫 老虎 大象 海豚 孔雀 松鼠 骏马 白鹤 燕子 蝴蝶 蜜蜂 乌龟 鲸鱼 企鹅 兔子 绵羊
    茶杯 花瓶 雨伞 灯笼 书包 铅笔 钢琴 吉他 手表 眼镜 围巾 帽子 皮鞋 毛衣 枕头 地毯
    火车 飞机 轮船 地铁 汽车 风筝 气球 帆船 桥梁 灯塔 城堡 花园 广场 书店 学校 车站
    面包 饺子 豆腐 牛奶 咖啡 蜂蜜 月饼 米饭 蛋糕 饼干 辣椒 番茄 南瓜 黄瓜 玉米 白菜
    红枣 蓝天 绿叶 紫藤 银河 金鱼 珍珠 水晶 翡翠 琥珀 太阳 月亮 流星 雪花 露珠 瀑布
    足球 篮球 乒乓 象棋 油画 剪纸 舞蹈 歌曲 电影 相机 地图 钥匙 日历 闹钟 算盘 信封
  `
    .trim()
    .split(/\s+/),
  'zh-TW': `
    春風 夏夜 秋月 冬雪 陽光 彩虹 白雲 星空 大海 高山 森林 草原 河流 湖泊 沙灘 島嶼
    松樹 竹林 梅花 荷葉 桂花 牡丹 玫瑰 菊花 蘋果 香蕉 西瓜 葡萄 草莓 柳橙 櫻桃 芒果
    熊貓 老虎 大象 海豚 孔雀 松鼠 駿馬 白鶴 燕子 蝴蝶 蜜蜂 烏龜 鯨魚 企鵝 兔子 綿羊
    茶杯 花瓶 雨傘 燈籠 書包 鉛筆 鋼琴 吉他 手錶 眼鏡 圍巾 帽子 皮鞋 毛衣 枕頭 地毯
    火車 飛機 輪船 捷運 汽車 風箏 氣球 帆船 橋樑 燈塔 城堡 花園 廣場 書店 學校 車站
    麵包 餃子 豆腐 牛奶 咖啡 蜂蜜 月餅 米飯 蛋糕 餅乾 辣椒 番茄 南瓜 黃瓜 玉米 白菜
    紅棗 藍天 綠葉 紫藤 銀河 金魚 珍珠 水晶 翡翠 琥珀 太陽 月亮 流星 雪花 露珠 瀑布
    足球 籃球 桌球 象棋 油畫 剪紙 舞蹈 歌曲 電影 相機 地圖 鑰匙 日曆 鬧鐘 算盤 信封
  `
    .trim()
    .split(/\s+/),
  en: `
    apple anchor autumn balloon bamboo banana basket beach bicycle blanket bottle bridge butter button cabin camel
    candle canyon carpet castle cherry circle clover coffee copper coral cotton cricket crystal dolphin donkey dragon
    eagle elephant engine falcon feather fiddle forest fountain garden ginger giraffe globe guitar hammer harbor harvest
    helmet honey island ivory jacket jasmine jungle kettle kitchen ladder lantern lemon library lily lobster magnet
    mango maple marble meadow melon mirror monkey morning mountain mushroom napkin needle ocean olive orange orchard
    oyster paddle palace panda paper parrot pencil penguin pepper piano pillow planet pocket pumpkin puzzle rabbit
    rainbow ribbon river rocket saddle salmon sandal school shadow silver spider squirrel summer sunset teapot temple
    tiger tomato tulip tunnel turtle umbrella valley velvet village violin walnut window winter yellow zebra zipper
  `
    .trim()
    .split(/\s+/),
};

/** All words from which passphrases in a language are made. */
export const passphraseWords = (language: Language): readonly string[] => WORDS[language];

/**
 * Two different words, one of 16,256 pairs. The agent says them first, which proves to the member
 * that the call is genuine.
 */
export function makePassphrase(language: Language, random: RandomBytes): string {
  const words = passphraseWords(language);
  const first = randomInteger(random, words.length);
  // An offset of 1 to length - 1 never leads back to the first word.
  const second = (first + 1 + randomInteger(random, words.length - 1)) % words.length;
  return `${words[first] ?? ''} ${words[second] ?? ''}`;
}
