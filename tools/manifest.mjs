// `node tools/manifest.mjs`: writes dist/custom-elements.json, the Custom Elements Manifest, which
// tells editors about the elements.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { filesUnder } from './files.mjs';

const FOLDERS = ['src/launcher', 'src/components', 'src/events'];

/** Members that the platform calls. */
const REACTIONS = [
  'connectedCallback',
  'disconnectedCallback',
  'attributeChangedCallback',
  'adoptedCallback',
  'handleEvent',
];

/** The arguments of `super('hotline-open', { composed: true })`. */
function superCall(node) {
  let found;
  const visit = (child) => {
    if (ts.isCallExpression(child) && child.expression.kind === ts.SyntaxKind.SuperKeyword)
      found = child.arguments;
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/**
 * Names in Lit's `static properties` that are not attributes: internal state, which the analyzer
 * mistakes for one, and properties that only a parent element sets.
 */
function internalOf({ members }) {
  const properties = members.find(
    (member) => ts.isPropertyDeclaration(member) && member.name.getText() === 'properties',
  )?.initializer;
  return (properties?.properties ?? [])
    .filter((property) =>
      /\b(?:state: true|attribute: false)/.test(property.initializer?.getText() ?? ''),
    )
    .map((property) => property.name.getText());
}

const isPublic = ({ privacy, name, static: isStatic }) =>
  (privacy ?? 'public') === 'public' && !name.startsWith('_') && !isStatic;

/**
 * Removes from the manifest what pages cannot use. Documented public members stay, attributes of
 * public fields, and composed events, each with the description of its event class.
 * @throws {Error} when an element names an event that no class describes, or no element names an
 *   event
 */
function publicApi() {
  const events = new Map();
  const internal = new Map();
  const attributesAsWritten = new Map();
  return {
    name: 'public-api',
    analyzePhase({ node }) {
      if (!ts.isClassDeclaration(node)) return;
      internal.set(node.name.text, internalOf(node));
      const tags = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === 'attr');
      attributesAsWritten.set(
        node.name.text,
        tags.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? ''),
      );
      const [name, options] = superCall(node) ?? [];
      if (name && ts.isStringLiteral(name) && /composed: true/.test(options?.getText() ?? ''))
        events.set(name.text, { className: node.name.text, fired: false });
    },
    packageLinkPhase({ customElementsManifest: { modules } }) {
      const classes = modules.flatMap(({ declarations }) =>
        declarations.filter(({ kind }) => kind === 'class'),
      );
      const isInternal = (one, name, inheritedFrom) =>
        internal.get(inheritedFrom?.name ?? one.name)?.includes(name);
      const eventOf = ({ name }) => {
        const event = events.get(name);
        if (event === undefined) return [];
        event.fired = true;
        const { description } = classes.find((one) => one.name === event.className);
        return [{ name, type: { text: event.className }, description }];
      };
      for (const one of classes) {
        const fields = new Map((one.members ?? []).map((member) => [member.name, member]));
        if (one.attributes)
          one.attributes = one.attributes.filter(
            ({ fieldName, inheritedFrom }) =>
              !isInternal(one, fieldName, inheritedFrom) &&
              (!fields.has(fieldName) || isPublic(fields.get(fieldName))),
          );
        // The analyzer puts observed attributes first; the documentation's order is better.
        const written = attributesAsWritten.get(one.name) ?? [];
        const placeOf = ({ name }) =>
          written.findIndex((text) => text.replace(/^\{.*?\}\s*/, '').startsWith(`${name} `));
        one.attributes?.sort((a, b) => placeOf(a) - placeOf(b));
        if (one.events) one.events = one.events.flatMap(eventOf);
        if (one.members)
          one.members = one.members.filter(
            (member) =>
              isPublic(member) &&
              !isInternal(one, member.name, member.inheritedFrom) &&
              member.description &&
              !REACTIONS.includes(member.name),
          );
      }
      for (const [name, { className, fired }] of events)
        if (!fired || !classes.find((one) => one.name === className).description)
          throw new Error(`${name}: no description, or no element that @fires it`);
      for (const module of modules) {
        module.declarations = module.declarations.filter(({ kind }) => kind === 'class');
        const names = module.declarations.map(({ name }) => name);
        module.exports = module.exports.filter(({ declaration }) =>
          names.includes(declaration.name),
        );
      }
      const described = modules.filter(({ declarations }) => declarations.length > 0);
      modules.splice(0, modules.length, ...described);
    },
  };
}

/** The manifest of the elements and events in the sources under `root`. */
export function readManifest(root) {
  const modules = filesUnder(root, FOLDERS)
    .filter((file) => file.endsWith('.ts'))
    .map((file) =>
      ts.createSourceFile(
        file,
        readFileSync(join(root, file), 'utf8'),
        ts.ScriptTarget.ESNext,
        true,
      ),
    );
  return create({ modules, plugins: [...litPlugin(), publicApi()] });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(
    join(root, 'dist/custom-elements.json'),
    `${JSON.stringify(readManifest(root), null, 2)}\n`,
  );
}
