import { checkConfig, formatConfigProblems, type ConfigProblem } from './check-config.ts';
import { adopt } from '../styles/adopt.ts';

const styles = `
  .notice { all: initial; position: fixed; inset: auto auto 20px 20px; z-index: 2147483647; box-sizing: border-box; max-width: min(520px, calc(100vw - 40px)); max-height: 60vh; overflow: auto; padding: 16px 20px;
    border-radius: 12px; border-left: 4px solid #b25e00; background: #fff8ee; color: #3d2a08; font: 14px/1.5 system-ui, sans-serif; box-shadow: 0 12px 40px -8px rgb(16 24 40/.35) }
  h2 { margin: 0 0 4px; font-size: 15px } ul { margin: 8px 0; padding-left: 20px } code { font: 13px ui-monospace, monospace }
  button { all: unset; cursor: pointer; text-decoration: underline } button:focus-visible { outline: 2px solid }
`;

/** Shows the problems in a notice on the page. */
const showNotice = (problems: readonly ConfigProblem[]): void => {
  const host = document.createElement('hotline-notice');
  const notice = document.createElement('div');
  const title = document.createElement('h2');
  const list = document.createElement('ul');
  const close = document.createElement('button');
  notice.className = 'notice';
  notice.setAttribute('role', 'alert');
  title.textContent = 'hotline-widget: the config is not valid · 热线配置有误';
  for (const { pointer, message } of problems.slice(0, 12)) {
    const item = document.createElement('li');
    const where = document.createElement('code');
    where.textContent = pointer || '/';
    item.append(where, ` ${message}`);
    list.append(item);
  }
  close.textContent = 'Close · 关闭';
  close.onclick = () => host.remove();
  notice.append(
    title,
    'Members see the fallback number. This notice shows on localhost only.',
    list,
    close,
  );
  const shadow = host.attachShadow({ mode: 'open' });
  adopt(shadow, styles);
  shadow.append(notice);
  document.querySelector('hotline-notice')?.remove();
  document.body.append(host);
};

/**
 * Reports the problems of a config in the console, and for the owner also in a notice on the page.
 * @param text the config file
 * @param address where the config came from; an inline config is not repeated
 * @param owner whether the page runs on the owner's machine (localhost)
 */
export const reportConfig = (text: string, address: string, owner: boolean): void => {
  let problems: readonly ConfigProblem[];
  try {
    const result = checkConfig(JSON.parse(text));
    if (result.ok) return;
    problems = result.problems;
  } catch (error) {
    // Browsers quote the text near a syntax error, which can contain a private number. Repeat only
    // the position.
    const place =
      error instanceof SyntaxError
        ? (/(?:position \d+|line \d+ column \d+)/.exec(error.message)?.[0] ?? '')
        : '';
    problems = [{ pointer: '', expected: 'JSON', message: `is not JSON${place && ` (${place})`}` }];
  }
  console.error(
    `hotline-widget: ${address[0] === '{' ? 'the inline config' : address} is not valid\n${formatConfigProblems(problems)}`,
  );
  if (owner) showNotice(problems);
};
