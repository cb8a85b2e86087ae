import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import type { TestSite } from './test-site.ts';

/** The console's Chinese text, as agents read it. */
export const CONSOLE_ZH = {
  signIn: '登录',
  queue: '队列',
  claim: '领取',
  dial: /^拨打 /,
  call: '已用话机拨出，开始通话',
  giveResult: '通话结果',
  submit: '提交结果',
  say: '接通后先说这一句',
  wall: '看板',
  team: '团队',
  deliveries: '通知',
  signInTitle: '登录客服工作台',
  signInFailed: '账号或密码不对。',
  menu: '更多',
  signOut: '退出登录',
  back: '返回队列',
  closeLine: '暂停接听',
  openLine: '恢复接听',
  solved: '问题已解决',
  end: /^确认结束/,
};

export interface Agent {
  login: string;
  name: string;
  password: string;
}

/** Adds an agent with the desk's command, as an operator does. */
export async function addAgent(
  site: TestSite,
  { login, name, password }: Agent,
  role: 'agent' | 'supervisor' = 'agent',
): Promise<void> {
  const [file, args, env] = site.desk.commandLine(
    'agents',
    'add',
    '--login',
    login,
    '--name',
    name,
    '--role',
    role,
  );
  const added = promisify(execFile)(file, args, { env });
  added.child.stdin?.end(`${password}\n`);
  await added;
}

/** Opens the console, signs in, and waits for the queue. */
export async function signIn(
  page: Page,
  site: Pick<TestSite, 'deskOrigin'>,
  { login, password }: Agent,
): Promise<void> {
  await page.goto(`${site.deskOrigin}/console`);
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: CONSOLE_ZH.signIn, exact: true }).click();
  await page.getByRole('heading', { name: CONSOLE_ZH.queue }).waitFor();
}

/** The row of a ticket in the queue. */
export const rowOf = (page: Page, number: string) => page.locator(`[data-number="${number}"]`);

/**
 * Sends a request to the console's API with an agent's session cookie; resolves to the answer's
 * JSON.
 */
export type AgentRequest = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => Promise<unknown>;

/** Signs an agent in to the console's API, without a browser. */
export async function signInToApi(
  site: TestSite,
  { login, password }: Agent,
): Promise<AgentRequest> {
  let cookie = '';
  const ask: AgentRequest = async (method, path, body) => {
    const headers = { origin: site.deskOrigin, cookie, 'content-type': 'application/json' };
    const answer = await fetch(`${site.deskOrigin}/console/api${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const said = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${said}`);
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return said ? (JSON.parse(said) as unknown) : undefined;
  };
  await ask('POST', '/session', { login, password });
  return ask;
}
