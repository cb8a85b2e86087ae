import * as v from 'valibot';
import { jsonPointer } from '../core/json-pointer.ts';
import { compileOrderPattern } from '../core/order-number.ts';
import { callingCode } from '../core/phone-abroad.ts';
import { isCardTemplate } from '../core/secrets.ts';
import { parsePhone } from '../core/phone.ts';
import { ConfigSchema, type Config, type Line } from '../contract/config.ts';
import { isDate } from '../core/time.ts';
import { nearest } from './nearest.ts';

/**
 * One error in a config. Contains keys and pointers of the file, but never a value, because a value
 * can be the number of a private line.
 */
export interface ConfigProblem {
  /** RFC 6901 JSON pointer. Empty for the whole file. */
  readonly pointer: string;
  readonly expected: string;
  /** The known key, word or id that was probably meant. */
  readonly nearest?: string;
  /**
   * Continues a sentence that starts with the pointer:
   * `is not a known key; did you mean "number"?`.
   */
  readonly message: string;
}

type Path = readonly (string | number)[];

/** The fields of a schema that are used to find the known keys of a path. */
interface Node {
  readonly entries?: Readonly<Record<string, Node>>;
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly value?: Node;
  readonly options?: readonly (Node | string)[];
}

/** What a value should be, by type of valibot's issue. */
const EXPECTED: Readonly<Record<string, string>> = {
  hex_color: 'a hex colour, #rrggbb',
  iso_date: 'a date, YYYY-MM-DD',
  integer: 'a whole number',
  non_empty: 'some text',
};

const problem = (
  path: Path,
  expected: string,
  suggestion?: string,
  message = `should be ${expected}`,
): ConfigProblem => ({
  pointer: jsonPointer(path),
  expected,
  ...(suggestion && { nearest: suggestion }),
  message: suggestion ? `${message}; did you mean "${suggestion}"?` : message,
});

/**
 * The schema with the keys or items: unwraps optionals, and picks the object among a union's
 * options.
 */
function container(node: Node | undefined): Node | undefined {
  if (node?.wrapped) return container(node.wrapped);
  const options = node?.options?.filter((option): option is Node => typeof option === 'object');
  return options?.find(({ entries }) => entries) ?? node;
}

function nodeAt(path: Path): Node | undefined {
  let node: Node | undefined = container(ConfigSchema as unknown as Node);
  for (const key of path) node = container(node?.entries?.[key] ?? node?.item ?? node?.value);
  return node;
}

function expectedBy(issue: v.BaseIssue<unknown>): string {
  // Messages written in the schema say what is expected. Valibot's own messages repeat the value.
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  const known = EXPECTED[issue.type];
  if (known) return known;
  const expected = issue.expected ?? 'something else';
  const bound = /^([<>])=(\d+(?:\.\d+)?)$/.exec(expected);
  if (bound) {
    const unit = issue.type.endsWith('length')
      ? typeof issue.input === 'string'
        ? ' characters'
        : ' entries'
      : '';
    return `${bound[1] === '<' ? 'at most' : 'at least'} ${bound[2] ?? ''}${unit}`;
  }
  return expected
    .replace(/^\((.*)\)$/, '$1')
    .replace(/ \| /g, ' or ')
    .replace('Object', 'an object')
    .replace('Array', 'a list')
    .replace(/\b(string|number|boolean)\b/g, 'a $1');
}

function fromIssue(
  issue: v.BaseIssue<unknown>,
  parents: readonly v.IssuePathItem[] = [],
): ConfigProblem[] {
  const items = [...parents, ...(issue.path ?? [])];
  // Of a union's options, report the one that the author meant: the one whose type matches.
  const deeper = issue.type === 'union' ? (issue.issues ?? []).filter(({ path }) => path) : [];
  if (deeper.length) return deeper.flatMap((inner) => fromIssue(inner, items));

  const path = items.map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const last = items[items.length - 1];
  if (issue.type === 'strict_object' && last && 'origin' in last && last.origin === 'key') {
    if (issue.expected !== 'never')
      return [problem(path, 'a required key', undefined, 'is missing')];
    // Valibot stops at the first unknown key. Report all of them.
    const parent = path.slice(0, -1);
    const known = Object.keys(nodeAt(parent)?.entries ?? {});
    return Object.keys(last.input as object)
      .filter((key) => !known.includes(key))
      .map((key) =>
        problem(
          [...parent, key],
          `one of the keys ${known.join(', ')}`,
          nearest(key, known),
          'is not a known key',
        ),
      );
  }
  const expected = expectedBy(issue);
  if (last && 'origin' in last && last.origin === 'key')
    return [problem(path, expected, undefined, `as a key should be ${expected}`)];
  const words =
    nodeAt(path)?.options?.filter((option): option is string => typeof option === 'string') ?? [];
  return [
    problem(
      path,
      expected,
      typeof issue.input === 'string' ? nearest(issue.input, words) : undefined,
    ),
  ];
}

const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const isUrl = (text: string): boolean => {
  try {
    return Boolean(new URL(text));
  } catch {
    return false;
  }
};

function* checkZone(path: Path, zone: string | undefined): Generator<ConfigProblem> {
  if (zone !== undefined && !isZone(zone))
    yield problem(path, 'an IANA time zone such as Asia/Shanghai');
}

function* checkDay(path: Path, date: string | undefined): Generator<ConfigProblem> {
  if (date !== undefined && !isDate(date)) yield problem(path, 'a date that exists');
}

function* checkUrl(path: Path, url: string | undefined): Generator<ConfigProblem> {
  if (url !== undefined && !isUrl(url)) yield problem(path, 'a complete address');
}

function* checkPhone(path: Path, phone: string): Generator<ConfigProblem> {
  const parsed = parsePhone(phone);
  if (!parsed.ok)
    yield problem(
      path,
      'a telephone number',
      undefined,
      `is not a telephone number (${parsed.reason})`,
    );
}

function* checkLine(path: Path, line: Line, config: Config): Generator<ConfigProblem> {
  yield* checkPhone([...path, 'number'], line.number);
  if (line.international !== undefined) {
    const parsed = parsePhone(line.international);
    const connects = parsed.ok && (parsed.number.kind === 'abroad' || parsed.number.countryCode);
    if (!connects)
      yield problem(
        [...path, 'international'],
        'a number that connects from abroad, with its + and country code',
      );
  }
  const direct = (line.menu ?? []).flatMap((entry, index) => (entry.direct ? [index] : []));
  for (const index of direct.slice(1))
    yield problem([...path, 'menu', index, 'direct'], 'the only direct entry of the menu');

  const { hours } = line;
  if (hours === '24x7') return;
  yield* checkZone([...path, 'hours', 'timeZone'], hours.timeZone);
  if (hours.workCalendar && !config.workCalendar) {
    const at = [...path, 'hours', 'workCalendar'];
    yield problem(
      at,
      'absent, or the file needs a workCalendar',
      undefined,
      'needs /workCalendar, which the file does not have',
    );
  }
  for (const [index, { from, to }] of (hours.dates ?? []).entries()) {
    const at = [...path, 'hours', 'dates', index];
    yield* checkDay([...at, 'from'], from);
    yield* checkDay([...at, 'to'], to);
    if (to !== undefined && to < from)
      yield problem([...at, 'to'], 'the same day as "from" or a later one');
  }
}

/** Checks what the schema cannot: references, phone numbers, time zones and dates. */
function* crossCheck(config: Config): Generator<ConfigProblem> {
  const lines = Object.keys(config.lines);
  const reference = (path: Path, id: string): ConfigProblem[] =>
    lines.includes(id)
      ? []
      : [
          problem(
            path,
            'the id of one of the lines',
            nearest(id, lines),
            'is not the id of a line',
          ),
        ];

  yield* checkZone(['timeZone'], config.timeZone);
  for (const [id, line] of Object.entries(config.lines))
    yield* checkLine(['lines', id], line, config);
  for (const [id, tier] of Object.entries(config.tiers))
    yield* reference(['tiers', id, 'line'], tier.line);
  yield* reference(['publicLine'], config.publicLine);

  const topics = config.topics.map(({ id }) => id);
  for (const [index, id] of topics.entries()) {
    if (topics.indexOf(id) < index)
      yield problem(['topics', index, 'id'], 'an id that no other topic has');
  }
  for (const [index, pattern] of (config.orders?.patterns ?? []).entries()) {
    if (!compileOrderPattern(pattern))
      yield problem(
        ['orders', 'patterns', index],
        'a regular expression without a repeated group such as (a+)+',
      );
  }
  for (const [index, template] of (config.secrets?.cards ?? []).entries())
    if (!isCardTemplate(template))
      yield problem(
        ['secrets', 'cards', index],
        'a template with at least six of the signs # (digit), @ (letter) and * (either), such as GC-####-****',
      );
  for (const [index, code] of (config.callbacks?.countries ?? []).entries())
    if (callingCode(`${code}00000000`) !== code)
      yield problem(
        ['callbacks', 'countries', index],
        'the calling code of a country or region, such as +86 or +852',
      );
  for (const [index, { answers = [] }] of config.topics.entries())
    for (const [which, { url }] of answers.entries())
      yield* checkUrl(['topics', index, 'answers', which, 'url'], url);
  yield* checkUrl(['privacy', 'url'], config.privacy?.url);
  yield* checkUrl(['callbacks', 'endpoint'], config.callbacks?.endpoint);
  for (const [index, phone] of (config.callbacks?.callsFrom ?? []).entries())
    yield* checkPhone(['callbacks', 'callsFrom', index], phone);

  yield* checkDay(['workCalendar', 'through'], config.workCalendar?.through);
  for (const [index, { date }] of (config.workCalendar?.holidays ?? []).entries())
    yield* checkDay(['workCalendar', 'holidays', index, 'date'], date);
  for (const [index, date] of (config.workCalendar?.workdays ?? []).entries())
    yield* checkDay(['workCalendar', 'workdays', index], date);
}

/**
 * Checks a parsed `hotline.config.json` against its schema, and then the references between its
 * parts.
 *
 * @returns The config with defaults filled in, or all problems found.
 */
export function checkConfig(
  input: unknown,
): { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] } {
  const result = v.safeParse(ConfigSchema, input);
  const problems = result.success
    ? [...crossCheck(result.output)]
    : result.issues.flatMap((issue) => fromIssue(issue));
  return result.success && !problems.length
    ? { ok: true, config: result.output }
    : { ok: false, problems };
}

/** Formats problems for a console, one line each. */
export function formatConfigProblems(problems: readonly ConfigProblem[]): string {
  return problems
    .map(({ pointer, message }) => `  ${pointer || '(the whole file)'} ${message}`)
    .join('\n');
}
