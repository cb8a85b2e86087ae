import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { askPassword, type Terminal } from './ask-password.ts';
import { ConfigError } from '../config/config-error.ts';
import { readDatabaseUrl } from '../config/environment.ts';
import { ROLES, type Role } from '../../wire/agent.ts';
import type { AgentRecord } from '../domain/agent.ts';
import { MIN_PASSWORD_LENGTH } from '../../wire/fields.ts';
import { NewAgentSchema } from '../../wire/team.ts';
import { hashPassword, makePassword } from '../auth/password.ts';
import { sortedId } from '../domain/sorted-id.ts';
import { createStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';

export const AGENTS_HELP = `Usage: hotline-desk agents add --login <login> --name <name> --role agent|supervisor [--generate]
       hotline-desk agents list [--json]
       hotline-desk agents reset-password --login <login> [--generate]
       hotline-desk agents disable --login <login>
       hotline-desk agents enable --login <login>

Passwords are asked for, or read from the first line of what is piped in; --generate makes one and prints it once.
Reads DATABASE_URL; a desk may be running on the same database.
`;

export interface AgentsIo extends Terminal {
  env: NodeJS.ProcessEnv;
}

const OPTIONS = {
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  generate: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Options of each command. */
const COMMANDS = {
  add: ['login', 'name', 'role', 'generate'],
  list: ['json'],
  'reset-password': ['login', 'generate'],
  disable: ['login'],
  enable: ['login'],
} as const;
type Command = keyof typeof COMMANDS;

const EXPECTED: Readonly<Record<string, string>> = {
  login: 'lower-case letters, digits, dots and hyphens, at most 32',
  name: 'at most 64 characters',
  role: ROLES.join(' or '),
  password: `${MIN_PASSWORD_LENGTH} to 200 characters`,
};

function required(options: Options, name: 'login' | 'name' | 'role'): string {
  const value = options[name];
  if (value === undefined)
    throw new ConfigError(`--${name} is missing: expected ${EXPECTED[name] ?? ''}.`);
  return value;
}

/** @throws {ConfigError} when the value is not allowed */
function check(part: keyof typeof NewAgentSchema.entries, value: string): void {
  if (!v.is(NewAgentSchema.entries[part], value))
    throw new ConfigError(
      `${part === 'password' ? 'The password' : `--${part}`} should be ${EXPECTED[part] ?? ''}.`,
    );
}

/** A generated or typed password, and what to print about it. */
async function newPassword(
  { generate }: Options,
  io: AgentsIo,
): Promise<{ password: string; said: string }> {
  if (generate) {
    const password = makePassword(randomBytes);
    return { password, said: `Password, shown only now: ${password}\n` };
  }
  const password = await askPassword(io);
  check('password', password);
  return { password, said: '' };
}

async function add(store: Store, options: Options, io: AgentsIo): Promise<string> {
  const [login, name, role] = [
    required(options, 'login'),
    required(options, 'name'),
    required(options, 'role'),
  ];
  check('login', login);
  check('name', name);
  check('role', role);
  // Checked first, so that nobody types a password in vain.
  if (await store.agents.byLogin(login)) throw new ConfigError(`The login ${login} is taken.`);
  const { password, said } = await newPassword(options, io);
  const now = Date.now();
  const agent: AgentRecord = {
    id: sortedId(now, randomBytes),
    login,
    name: name.trim(),
    role: role as Role,
    passwordHash: await hashPassword(password),
    lines: null,
    presence: 'here',
    seenAt: null,
    createdAt: now,
    disabledAt: null,
  };
  if (
    !(await store.agents.add(agent, {
      actor: 'desk',
      action: 'agent.added',
      detail: `${login}: ${role}`,
    }))
  )
    throw new ConfigError(`The login ${login} is taken.`);
  return `Added ${role} ${login}.\n${said}`;
}

async function list(store: Store, { json }: Options): Promise<string> {
  const agents = (await store.agents.all()).map(({ login, name, role, disabledAt }) => ({
    login,
    name,
    role,
    disabled: disabledAt !== null,
  }));
  if (json) return `${JSON.stringify(agents, null, 2)}\n`;
  if (!agents.length) return 'There are no agents.\n';
  const rows = [
    ['LOGIN', 'ROLE', 'STATE', 'NAME'],
    ...agents.map(({ login, name, role, disabled }) => [
      login,
      role,
      disabled ? 'disabled' : 'active',
      name,
    ]),
  ];
  return rows
    .map(
      ([login = '', role = '', state = '', name = '']) =>
        `${login.padEnd(32)}  ${role.padEnd(10)}  ${state.padEnd(8)}  ${name}\n`,
    )
    .join('');
}

async function found(store: Store, options: Options): Promise<AgentRecord> {
  const login = required(options, 'login');
  const agent = await store.agents.byLogin(login);
  if (!agent) throw new ConfigError(`There is no agent with the login ${JSON.stringify(login)}.`);
  return agent;
}

async function resetPassword(store: Store, options: Options, io: AgentsIo): Promise<string> {
  const { id, login } = await found(store, options);
  const { password, said } = await newPassword(options, io);
  await store.agents.update(id, { passwordHash: await hashPassword(password) }, Date.now(), {
    actor: 'desk',
    action: 'agent.password-reset',
    detail: login,
  });
  return `${login} has a new password, and is signed out everywhere.\n${said}`;
}

async function setDisabled(store: Store, options: Options, disabled: boolean): Promise<string> {
  const { id, login } = await found(store, options);
  const now = Date.now();
  const audit = {
    actor: 'desk',
    action: disabled ? 'agent.disabled' : 'agent.enabled',
    detail: login,
  };
  if (
    (await store.agents.update(id, { disabledAt: disabled ? now : null }, now, audit)) ===
    'last-supervisor'
  )
    throw new ConfigError(`${login} is the last supervisor; add another one first.`);
  return disabled
    ? `${login} is signed out everywhere and can no longer sign in.\n`
    : `${login} can sign in again.\n`;
}

const isCommand = (name: string | undefined): name is Command =>
  name !== undefined && Object.hasOwn(COMMANDS, name);

/**
 * `hotline-desk agents …`: manages who may sign in to the console. For the first supervisor, and
 * for supervisors who have lost their password.
 * @param argv Arguments after `agents`
 * @throws {ConfigError | StoreError} with a message for the operator
 */
export async function agentsCommand(argv: readonly string[], io: AgentsIo): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: OPTIONS,
  });
  const [command, ...rest] = positionals;
  if (values.help) return void io.output.write(AGENTS_HELP);
  const given = Object.keys(values);
  if (
    !isCommand(command) ||
    rest.length ||
    given.some((option) => !COMMANDS[command].some((known) => known === option))
  ) {
    throw new ConfigError(`There is no such command.\n\n${AGENTS_HELP}`);
  }
  const store = await createStore(readDatabaseUrl(io.env), { mustExist: command !== 'add' });
  try {
    const said =
      command === 'add'
        ? await add(store, values, io)
        : command === 'list'
          ? await list(store, values)
          : command === 'reset-password'
            ? await resetPassword(store, values, io)
            : await setDisabled(store, values, command === 'disable');
    io.output.write(said);
  } finally {
    await store.close();
  }
}
