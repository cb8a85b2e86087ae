import { SLOWED, TIMEOUT_MS, middleOf, openShop, settle } from './sample.mjs';

const AFTER_MS = 1_500;
const DIGITS = '139';

const longest = (page) => page.evaluate(() => window.bench.interaction());
const painted = (page, path) =>
  page.evaluate((args) => window.bench.painted(...args), [{ target: { path } }, TIMEOUT_MS]);

/** The first press on the pill, which nothing prepared; then keys in the form. */
async function sampleInp({ browser, origin }, contender) {
  const opened = await openShop(browser, `${origin}/`);
  const { page, slow, close } = opened;
  try {
    await slow(SLOWED);
    await settle(opened, contender);
    const { x, y } = await middleOf(page, contender.pill);
    await page.mouse.click(x, y);
    await page.waitForTimeout(AFTER_MS);
    const press = await longest(page);
    if (contender.openForm) await page.evaluate(contender.openForm);
    if ((await painted(page, contender.field)).target === null)
      throw new Error('the form never showed');
    await page.waitForTimeout(AFTER_MS);
    const field = await middleOf(page, contender.field);
    await page.mouse.click(field.x, field.y);
    await page.waitForTimeout(AFTER_MS);
    await page.evaluate(() => window.bench.forgetInteractions());
    for (const digit of DIGITS) {
      await page.keyboard.press(digit);
      await page.waitForTimeout(AFTER_MS / DIGITS.length);
    }
    return { press, key: await longest(page) };
  } finally {
    await close();
  }
}

export const inp = {
  name: 'inp',
  title: 'Interaction to Next Paint',
  share: 1 / 3,
  takes: ({ field, isStatic, isMember, name }) =>
    Boolean(field) && !isStatic && !isMember && name !== 'vanilla-again',
  measures: [
    { key: 'press', label: 'first press, cold, ms', digits: 0 },
    { key: 'key', label: 'a key in the form, ms', digits: 0 },
  ],
  sample: sampleInp,
};
