import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { agentsCommand } from '../../src/cli/agents.ts';
import { ConfigError } from '../../src/config/config-error.ts';
import { signedIn, signIn, staff } from '../support/console.ts';
import { startDesk, temporaryUrl, type Desk } from '../support/fixture.ts';
import { onPort } from '../support/situations.ts';

/** Runs a command with piped input; returns its output. */
async function run(url: string, args: string, piped = ''): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(piped);
  await agentsCommand(args.split(' ').filter(Boolean), {
    env: { DATABASE_URL: url },
    input,
    output,
  });
  return String(output.read() ?? '');
}

const refused = (run: Promise<unknown>, words: RegExp): Promise<void> =>
  assert.rejects(
    run,
    (error: unknown) =>
      error instanceof Error && words.test(error.message) && !error.message.includes('canary'),
  );

const agentsOf = async (desk: Desk): Promise<[string, string, boolean][]> =>
  (
    JSON.parse(await run(desk.url, 'list --json')) as {
      login: string;
      role: string;
      disabled: boolean;
    }[]
  ).map(({ login, role, disabled }) => [login, role, disabled]);

async function team(t: TestContext): Promise<Desk> {
  const desk = await startDesk(t);
  await staff(desk, 'boss', 'supervisor');
  await staff(desk, 'mei');
  return desk;
}

describe('the agents command', () => {
  it('adds the first supervisor before the desk has ever run, with the password from standard input', async (t) => {
    const url = temporaryUrl(t);
    assert.equal(
      await run(
        url,
        'add --login mei --name Mei --role supervisor',
        'correct horse battery\nmore\n',
      ),
      'Added supervisor mei.\n',
    );
    const desk = await startDesk(t, { url });
    assert.equal((await signIn(desk, 'mei')).status, 200);
  });

  it('prints a generated password once, and the password signs in', async (t) => {
    const desk = await startDesk(t);
    const said = await run(desk.url, 'add --login li --name Li --role agent --generate');
    const password = /shown only now: ([a-z2-9]{5}(?:-[a-z2-9]{5}){3})\n$/.exec(said)?.[1] ?? '';
    assert.equal((await signIn(desk, 'li', password)).status, 200);
  });

  it('takes effect in a running desk, and is recorded in the audit log with the actor "desk"', async (t) => {
    const desk = await team(t);
    const mei = (await desk.store.agents.byLogin('mei'))!;
    const browser = await signedIn(desk, mei);
    await run(desk.url, 'reset-password --login mei', 'a new one for mei');
    assert.equal((await browser.send('GET', '/session')).status, 401);
    assert.deepEqual(
      [(await signIn(desk, 'mei')).status, (await signIn(desk, 'mei', 'a new one for mei')).status],
      [401, 200],
    );
    await run(desk.url, 'disable --login mei');
    assert.deepEqual(await agentsOf(desk), [
      ['boss', 'supervisor', false],
      ['mei', 'agent', true],
    ]);
    await run(desk.url, 'enable --login mei');
    assert.match(
      await run(desk.url, 'list'),
      /^LOGIN .*\nboss +supervisor +active +Agent boss\nmei +agent +active +Agent mei\n$/,
    );
    const done = (await desk.store.audit.list({ actor: 'desk' }, 50)).map(({ action }) => action);
    for (const action of ['agent.password-reset', 'agent.disabled', 'agent.enabled'])
      assert.ok(done.includes(action), action);
  });

  it('is heard by a desk that runs on the same file or server', { timeout: 30_000 }, async (t) => {
    const desk = await team(t);
    await onPort(t, desk);
    const heard = new Promise<string>((resolve) =>
      desk.store.subscribe(({ kind }) => resolve(kind)),
    );
    await run(desk.url, 'disable --login mei');
    assert.match(await heard, /^(?:resync|team)$/);
  });

  it('refuses wrong arguments, says what it expected, and never prints a password', async (t) => {
    const desk = await team(t);
    const cases: [string, string, RegExp][] = [
      [
        'add --login Mei --name M --role agent',
        'canary-password',
        /^--login should be lower-case letters/,
      ],
      [
        'add --login li --name Li --role admin',
        'canary-password',
        /^--role should be agent or supervisor/,
      ],
      ['add --login li --role agent', 'canary-password', /^--name is missing/],
      [
        'add --login li --name Li --role agent',
        'canary',
        /^The password should be 10 to 200 characters/,
      ],
      ['add --login li --name Li --role agent', '', /^The password should be/],
      ['add --login mei --name M --role agent', 'canary-password', /^The login mei is taken/],
      [
        'reset-password --login nobody',
        'canary-password',
        /^There is no agent with the login "nobody"/,
      ],
      ['disable --login boss', '', /^boss is the last supervisor/],
      ['', '', /^There is no such command/],
      ['dance', '', /^There is no such command/],
      ['list --login mei', '', /^There is no such command/],
      ['list --dance', '', /Unknown option/],
    ];
    for (const [args, piped, words] of cases) await refused(run(desk.url, args, piped), words);
    assert.deepEqual(
      (await agentsOf(desk)).map(([login]) => login),
      ['boss', 'mei'],
    );
    await assert.rejects(run(desk.url, 'disable --login boss'), ConfigError);
    assert.match(await run(desk.url, '--help'), /^Usage: hotline-desk agents add/);
  });
});
