import type { Status } from '../contract/contact.ts';

const STATES: readonly unknown[] = ['open', 'busy', 'closed', 'unknown'];

/** The Status in an event's data, or undefined if it cannot be shown. */
const readStatus = (data: string): Status | undefined => {
  try {
    const status = JSON.parse(data) as Status;
    const { asOf, opensAt = asOf, closesAt = asOf, waitMinutes = [0, 0] } = status;
    return STATES.includes(status.state) &&
      [asOf, opensAt, closesAt].every((instant) => Date.parse(instant)) &&
      waitMinutes.every(Number.isInteger)
      ? status
      : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The statuses in a stream of server-sent events (WHATWG HTML, 9.2.6), in order. Skips other
 * events. Calls `alive` whenever something arrives. Rejects if the stream breaks off.
 */
export async function* statusesIn(
  stream: ReadableStream<Uint8Array>,
  alive: () => void,
): AsyncGenerator<Status> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let event = '';
  let data: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.map((line) => line.replace(/\r$/, ''))) {
      const [, field, said = ''] = /^(event|data): ?(.*)$/.exec(line) ?? [];
      if (field === 'event') event = said;
      if (field === 'data') data.push(said);
      if (line) continue;
      const status = event === 'status' ? readStatus(data.join('\n')) : undefined;
      event = '';
      data = [];
      if (status) yield status;
    }
  }
}
