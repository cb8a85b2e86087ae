import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Shop } from './shop-server.mjs';

const MAIN = fileURLToPath(new URL('../../../desk/dist/main.js', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../../demo/hotline.config.json', import.meta.url));
/** Ends the desk when the process of the tests ends. */
const GUARD = new URL('../../../demo/server/end-with-parent.mjs', import.meta.url).href;

/** A row of `hotline-desk tickets --json`. */
export interface QueuedTicket {
  number: string;
  dueAt: string | null;
  tier: string | null;
  topic: string | null;
  urgent: boolean;
  phone: string;
}

/** The built desk as a process. Each start uses the same port and the same database file. */
export class Desk {
  port = 0;
  private child: ChildProcess | undefined;

  constructor(private readonly data: Shop['data']) {}

  /** Starts it; resolves when it listens. */
  async start(): Promise<void> {
    // A test that failed may have left one behind.
    await this.end('SIGKILL');
    const child = spawn(process.execPath, ['--import', GUARD, MAIN], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    let output = '';
    await new Promise<void>((resolve, reject) => {
      child.stderr?.on('data', (text: Buffer) => (output += text.toString()));
      child.stdout?.on('data', (text: Buffer) => {
        output += text.toString();
        const port = /listens on \S+:(\d+)/.exec(output)?.[1];
        if (!port) return;
        this.port = Number(port);
        resolve();
      });
      child.once('exit', () => reject(new Error(`The desk ended:\n${output}`)));
    });
  }

  /** Ends it as a crash (SIGKILL) or an operator (SIGTERM) does; resolves when it has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** File, arguments and environment that run one of the desk's commands on its database. */
  commandLine(...args: string[]): [file: string, args: string[], env: NodeJS.ProcessEnv] {
    return [process.execPath, [MAIN, ...args], this.env];
  }

  /** Starts it again with other limits. */
  async limit(limits: Record<string, number>): Promise<void> {
    const { deskConfig } = this.data;
    const config = JSON.parse(await readFile(deskConfig, 'utf8')) as { limits: object };
    Object.assign(config.limits, limits);
    await writeFile(deskConfig, JSON.stringify(config));
    await this.end('SIGTERM');
    await this.start();
  }

  /** The output of `hotline-desk tickets`. */
  async command(...more: string[]): Promise<string> {
    const [file, args, env] = this.commandLine('tickets', ...more);
    const { stdout } = await promisify(execFile)(file, args, { env });
    return stdout;
  }

  /** The waiting tickets in the order of their due times, by `hotline-desk tickets --json`. */
  async tickets(): Promise<QueuedTicket[]> {
    return JSON.parse(await this.command('--json')) as QueuedTicket[];
  }

  /** The rows that a query finds in the database, beside the running desk. */
  rows(sql: string, ...values: string[]): Record<string, unknown>[] {
    const database = new DatabaseSync(this.data.database, { readOnly: true });
    try {
      return database.prepare(sql).all(...values) as Record<string, unknown>[];
    } finally {
      database.close();
    }
  }

  private get env(): NodeJS.ProcessEnv {
    const { deskConfig, database, signing, webhook } = this.data;
    return {
      ...process.env,
      PORT: String(this.port),
      HOST: '127.0.0.1',
      HOTLINE_CONFIG: CONFIG,
      DESK_CONFIG: deskConfig,
      DATABASE_URL: pathToFileURL(database).href,
      DEMO_SIGNING_SECRET: signing,
      DEMO_WEBHOOK_SECRET: webhook,
      LOG_LEVEL: 'warn',
    };
  }
}
