// Writes the tables of the documentation from the source: `node tools/api-table.mjs`. With --check it changes nothing
// and fails where a table does not say what the source says.
import { format, resolveConfig } from 'prettier';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { filesUnder } from './files.mjs';

/** Placed by `<hotline-widget>` itself; no page writes it. */
const INTERNAL = 'hotline-panel';
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
const text = (comment) => (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
const tagsOf = (node, name) =>
  ts
    .getJSDocTags(node)
    .filter((tag) => tag.tagName.text === name)
    .map((tag) => text(tag.comment));

/** `{type} name - meaning`, `[name=default] - meaning`, `name - meaning`, `- meaning` or a name alone. */
function readTag(written) {
  const [, type = '', name = '', fallback = '', meaning = ''] =
    /^(?:\{(.+?)\}\s*)?\[?([\w-]*?)(?:=([^\]]*))?\]?\s*(?:(?<=^|\s)- (.*))?$/.exec(written) ?? [];
  if (!name && !meaning) throw new Error(`No name and no meaning in a tag: ${written}`);
  return { type, name, default: fallback, meaning };
}

const docOf = (node) => text(node.jsDoc?.at(-1)?.comment);

/** What the platform calls, no page. */
const REACTIONS = [
  'connectedCallback',
  'disconnectedCallback',
  'attributeChangedCallback',
  'adoptedCallback',
  'handleEvent',
];

const nameOf = ({ name }) => name?.getText() ?? '';

/** Lit's `static properties`: the name and options of each. */
function propertiesOf({ members }) {
  const declared = members.find(
    (member) => ts.isPropertyDeclaration(member) && nameOf(member) === 'properties',
  )?.initializer;
  if (!declared || !ts.isObjectLiteralExpression(declared)) return [];
  return declared.properties.filter(ts.isPropertyAssignment).map((property) => {
    const options = property.initializer.properties ?? [];
    return {
      name: nameOf(property),
      option: (name) => options.find((one) => nameOf(one) === name)?.initializer.getText(),
    };
  });
}

/** The attributes among them, described where the field is declared. */
function attributesOf(node) {
  return propertiesOf(node)
    .filter(({ option }) => option('attribute') !== 'false' && option('state') !== 'true')
    .map(({ name, option }) => {
      const field = node.members.find((member) => nameOf(member) === name);
      const type =
        option('type') === 'Boolean'
          ? 'boolean'
          : (field?.type?.getText().replace(/ \| null/, '') ?? 'string');
      return {
        type,
        name: option('attribute')?.slice(1, -1) ?? name.toLowerCase(),
        default: '',
        meaning: field ? docOf(field) : '',
      };
    });
}

/** Properties, accessors and methods that a page may use: public, described, and no attribute of Lit's. */
function memberOf(member) {
  const name = nameOf(member);
  const hidden =
    (ts.getCombinedModifierFlags(member) &
      (ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static)) !==
    0;
  const doc = docOf(member);
  if (
    hidden ||
    !doc ||
    name.startsWith('_') ||
    REACTIONS.includes(name) ||
    propertiesOf(member.parent).some((property) => property.name === name)
  )
    return undefined;
  if (!ts.isMethodDeclaration(member)) return { name, meaning: doc };
  return {
    name: `${name}(${member.parameters.map((parameter) => parameter.getText()).join(', ')})`,
    meaning: doc,
  };
}

function readClass(node) {
  const read = (tag) => tagsOf(node, tag).map(readTag);
  const extended = node.heritageClauses?.flatMap(({ types }) =>
    types.map(({ expression }) => expression.getText()),
  )[0];
  const called = [];
  const visit = (child) => {
    if (ts.isCallExpression(child) && child.expression.kind === ts.SyntaxKind.SuperKeyword)
      called.push(child.arguments);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return {
    className: node.name?.text,
    extended,
    element: tagsOf(node, 'element')[0],
    summary: tagsOf(node, 'summary')[0] ?? docOf(node),
    attr: read('attr'),
    property: attributesOf(node),
    member: node.members.map(memberOf).filter((one) => one !== undefined),
    slot: read('slot'),
    fires: read('fires').map(({ name }) => name),
    csspart: read('csspart'),
    cssproperty: read('cssproperty'),
    // Events: name, and whether they leave the shadow root.
    event: called[0]?.[0] && ts.isStringLiteral(called[0][0]) ? called[0][0].text : undefined,
    composed: /composed: true/.test(called[0]?.[1]?.getText() ?? ''),
  };
}

/** Every documented class of the source. */
function readClasses(root) {
  return filesUnder(root, ['src/launcher', 'src/components', 'src/events'])
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = ts.createSourceFile(
        file,
        readFileSync(join(root, file), 'utf8'),
        ts.ScriptTarget.ESNext,
        true,
      );
      return source.statements.filter(ts.isClassDeclaration).map(readClass);
    });
}

/** The elements that a page may hold, the widget first, and the events that reach the page. */
export function readApi(root) {
  const classes = readClasses(root);
  const elements = classes
    .filter(({ element }) => element !== undefined && element !== INTERNAL)
    .map((one) => {
      const base = classes.find(({ className }) => className === one.extended);
      return { ...one, attr: [...one.attr, ...one.property, ...(base?.property ?? [])] };
    })
    .sort(
      (a, b) =>
        Number(b.element === WIDGET) - Number(a.element === WIDGET) ||
        a.element.localeCompare(b.element),
    );
  const events = classes
    .filter(({ event, composed }) => event !== undefined && composed)
    .map(({ event, summary }) => ({
      name: event,
      meaning: summary,
      from: elements.filter(({ fires }) => fires.includes(event)).map(({ element }) => element),
    }));
  for (const { name, meaning, from } of events)
    if (!meaning || from.length === 0)
      throw new Error(`${name}: no meaning, or no element that @fires it`);
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

/** Everything, element by element. */
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

/** What `npm run size` holds a page to. */
function budgets(root, words, names) {
  const all = JSON.parse(readFileSync(join(root, 'test/size/budgets.json'), 'utf8'));
  const figure = (most) => most?.toLocaleString('en') ?? '';
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
  'static mode': 'plus: static mode',
  panel: 'plus: the open panel',
  form: 'plus: the callback form',
  slots: 'plus: choosing a time',
  ticket: 'plus: a ticket',
  checklist: 'plus: the checklist',
  'live status': 'plus: live status in an open panel',
};
/** What stands between the markers of a text: `<!-- name:start -->` and `<!-- name:end -->`. @throws where they are missing */
export function replaceBlock(document, name, lines) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`There is no ${start} with its ${end}.`);
  return `${document.slice(0, from)}${start}\n${lines.join('\n').trimEnd()}\n${document.slice(to)}`;
}

/** The documents as they should be, and as they are. */
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
