import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ConfigError } from '../config/config-error.ts';

export interface Terminal {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream;
}

/** Asks questions on a terminal without showing what is typed. */
async function askHidden(
  questions: readonly string[],
  { input, output }: Terminal,
): Promise<string[]> {
  // Discards readline's echo. Set up before the question, so that early keystrokes stay hidden too.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: true });
  // On Control-C or Control-D.
  const ended = new Promise<never>((_, reject) =>
    reader.once('close', () => reject(new ConfigError('No password was given.'))),
  );
  const answers: string[] = [];
  try {
    for (const question of questions) {
      output.write(question);
      answers.push(await Promise.race([reader.question(''), ended]));
      output.write('\n');
    }
    return answers;
  } finally {
    reader.close();
  }
}

/**
 * Reads a new password: typed twice on a terminal, or the first line of piped input.
 * @throws {ConfigError} when none is given or the two differ
 */
export async function askPassword(terminal: Terminal): Promise<string> {
  if (!terminal.input.isTTY) return (await text(terminal.input)).split(/\r?\n/)[0] ?? '';
  const [password = '', again] = await askHidden(['Password: ', 'Once more: '], terminal);
  if (again !== password) throw new ConfigError('These were two different passwords.');
  return password;
}
