// `node tools/api-table.mjs`: writes the tables in docs/ from the source. With --check it writes
// nothing and fails if a table is out of date.
import { format, resolveConfig } from 'prettier';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifest } from './manifest.mjs';

/** Elements that only other elements use. */
const INTERNAL = [
  'hotline-panel',
  'hotline-brief',
  'hotline-brief-code',
  'hotline-item-editor',
  'hotline-pictures',
  'hotline-picture-delivery',
  'hotline-redaction',
  'hotline-rating',
  'hotline-slots',
  'hotline-ticket-actions',
];
const WIDGET = 'hotline-widget';

const ENGLISH = {
  heads: {
    attr: ['Attribute', 'Values', 'Meaning'],
    member: ['Property or method', 'Meaning'],
    event: ['Event', 'When', 'From'],
    slot: ['Slot', 'Meaning'],
    csspart: ['Part', 'Of', 'Meaning'],
    cssproperty: ['Custom property', 'Default', 'Meaning'],
    budget: ['What is downloaded', 'Bytes (brotli), at most', 'Script requests, at most'],
  },
  unnamed: 'default',
};
const withoutNothing = (type = 'string') => type.replace(/ \| (?:null|undefined)\b/g, '');

const parameterOf = ({ name, type, default: fallback, optional }) =>
  `${name}${optional && !fallback ? '?' : ''}: ${type?.text ?? 'unknown'}${fallback ? ` = ${fallback}` : ''}`;

/** A property or method as a page writes it. */
const memberOf = ({ kind, name, parameters = [], description }) => ({
  name: kind === 'method' ? `${name}(${parameters.map(parameterOf).join(', ')})` : name,
  meaning: oneLine(description),
});

const oneLine = (words = '') => words.replace(/\s+/g, ' ').trim();
const described = (entries = []) =>
  entries.map(({ name, description, default: fallback }) => ({
    name,
    default: fallback ?? '',
    meaning: oneLine(description),
  }));

/** @typedef {{ name: string, meaning: string }} Described */

/**
 * @typedef {object} ElementApi
 * @property {string} element
 * @property {string} summary
 * @property {(Described & { type: string })[]} attr
 * @property {Described[]} member
 * @property {Described[]} slot
 * @property {Described[]} csspart
 * @property {(Described & { default: string })[]} cssproperty
 */

/**
 * Reads the elements that a page may contain, the widget first, and the events that reach the page.
 * @param {string} root
 * @returns {{ elements: ElementApi[], events: (Described & { from: string[] })[] }}
 */
export function readApi(root) {
  const classes = readManifest(root).modules.flatMap(({ declarations }) => declarations);
  const elements = classes
    .filter(({ tagName }) => tagName !== undefined && !INTERNAL.includes(tagName))
    .map((one) => ({
      element: one.tagName,
      summary: oneLine(one.summary ?? one.description),
      attr: (one.attributes ?? []).map(({ name, type, description }) => ({
        name,
        type: withoutNothing(type?.text),
        meaning: oneLine(description),
      })),
      member: (one.members ?? [])
        .filter(({ attribute, inheritedFrom }) => !attribute && !inheritedFrom)
        .map(memberOf),
      slot: described(one.slots),
      csspart: described(one.cssParts),
      cssproperty: described(one.cssProperties),
      events: (one.events ?? []).filter(({ inheritedFrom }) => !inheritedFrom),
    }))
    .sort(
      (a, b) =>
        Number(b.element === WIDGET) - Number(a.element === WIDGET) ||
        a.element.localeCompare(b.element),
    );
  const fired = elements.flatMap(({ element, events }) =>
    described(events).map((event) => ({ ...event, element })),
  );
  const events = [...new Set(fired.map(({ name }) => name))].sort().map((name) => {
    const same = fired.filter((event) => event.name === name);
    return { name, meaning: same[0].meaning, from: same.map(({ element }) => element) };
  });
  return { elements, events };
}

const code = (words) => (words ? `\`${words.replace(/\|/g, '\\|')}\`` : '');
const cell = (words) => words.replace(/\|/g, '\\|');

const table = (heads, rows) =>
  rows.length === 0
    ? []
    : [
        `| ${heads.join(' | ')} |`,
        `|${heads.map(() => '---').join('|')}|`,
        ...rows.map((row) => `| ${row.join(' | ')} |`),
        '',
      ];

const ROWS = {
  attr: ({ type, name, meaning }) => [code(name), code(type.replace(/'/g, '')), cell(meaning)],
  member: ({ name, meaning }) => [code(name), cell(meaning)],
  event: ({ name, meaning, from }) => [code(name), cell(meaning), from.map(code).join(', ')],
  csspart: ({ name, meaning, of }) => [code(name), code(of), cell(meaning)],
  cssproperty: ({ name, default: fallback, meaning }) => [
    code(name),
    code(fallback),
    cell(meaning),
  ],
};
const tableOf = (words, kind, entries) =>
  table(
    words.heads[kind],
    entries.map(
      ROWS[kind] ?? (({ name, meaning }) => [code(name) || words.unnamed, cell(meaning)]),
    ),
  );

const partsOf = (elements) =>
  elements.flatMap(({ element, csspart }) => csspart.map((part) => ({ ...part, of: element })));

/** The whole of docs/api.md, element by element. */
function whole({ elements, events }, words) {
  const perElement = elements.flatMap((one) => [
    `## \`<${one.element}>\``,
    '',
    one.summary,
    '',
    ...['attr', 'member', 'slot', 'csspart', 'cssproperty'].flatMap((kind) =>
      tableOf(words, kind, kind === 'csspart' ? partsOf([one]) : one[kind]),
    ),
  ]);
  return [...perElement, '## Events', '', ...tableOf(words, 'event', events)];
}

/** The byte budgets that `npm run size` checks. */
function budgets(root, words, names) {
  const all = JSON.parse(readFileSync(join(root, 'test/size/budgets.json'), 'utf8'));
  const figure = (max) => max?.toLocaleString('en') ?? '';
  return table(
    words.heads.budget,
    Object.entries(all).map(([name, { brotli, requests }]) => [
      names[name] ?? name,
      figure(brotli),
      figure(requests),
    ]),
  );
}

const IN_ENGLISH = {
  launcher: 'the launcher, on every page',
  'host page': 'plus: what looks after it, when idle',
  moving: 'plus: moving the pill, on hover',
  'static mode': 'plus: static mode',
  'keeping steady': 'plus: keeping its height, once it opens',
  panel: 'plus: the open panel',
  form: 'plus: the callback form',
  slots: 'plus: choosing a time',
  ticket: 'plus: a ticket',
  checklist: 'plus: the checklist',
  'live status': 'plus: following the status, once it opens',
  screenshots: 'plus: screenshots, when wanted',
  covering: 'plus: covering parts of one',
  outbox: 'plus: keeping a request, with the form',
};
/**
 * Replaces the lines between `<!-- name:start -->` and `<!-- name:end -->`.
 * @param {string} document
 * @param {string} name
 * @param {readonly string[]} lines
 * @returns {string}
 * @throws {Error} when a marker is missing
 */
export function replaceBlock(document, name, lines) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`There is no ${start} with its ${end}.`);
  return `${document.slice(0, from)}${start}\n${lines.join('\n').trimEnd()}\n${document.slice(to)}`;
}

/** The documents as they are and as they should be. */
function documents(root) {
  const api = readApi(root);
  const blocks = {
    'docs/api.md': { api: whole(api, ENGLISH) },
    'docs/design.md': { budgets: budgets(root, ENGLISH, IN_ENGLISH) },
  };
  return Promise.all(
    Object.entries(blocks).map(async ([file, named]) => {
      const now = readFileSync(join(root, file), 'utf8');
      const wanted = Object.entries(named).reduce(
        (text, [name, lines]) => replaceBlock(text, name, lines),
        now,
      );
      return {
        file,
        now,
        wanted: await format(wanted, {
          ...(await resolveConfig(join(root, file))),
          parser: 'markdown',
        }),
      };
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const stale = (await documents(root)).filter(({ now, wanted }) => now !== wanted);
  if (process.argv.includes('--check')) {
    for (const { file } of stale)
      console.error(
        `${file}: its tables are not those of the source. Run node tools/api-table.mjs.`,
      );
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else for (const { file, wanted } of stale) writeFileSync(join(root, file), wanted);
}
