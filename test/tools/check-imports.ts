import { matches } from './files.mjs';
import { EXCEPTIONS, LAYERS } from './layers.ts';
import type { Layer } from './layers.ts';
import type { Import } from './scan-imports.ts';

const layerName = (file: string): string | undefined =>
  Object.keys(LAYERS).find((name) => LAYERS[name]?.files.some((glob) => matches(file, glob)));

const isException = (one: Import, { from, to }: (typeof EXCEPTIONS)[number]): boolean =>
  matches(one.file, from) && matches(one.to, to);

const where = ({ file, line }: Import): string => `${file}:${String(line)}`;

function objection(one: Import, name: string, layer: Layer): string | undefined {
  if (one.isPackage) {
    const allowed =
      layer.packages === undefined ||
      one.kind === 'type' ||
      layer.packages.some((glob) => matches(one.to, glob));
    return allowed ? undefined : `${name} imports no package ${one.to}`;
  }
  const target = layerName(one.to);
  if (target === undefined) return `${one.to} belongs to no layer`;
  if (layer.may.includes(target)) return undefined;
  if (layer.lazily?.includes(target))
    return one.kind === 'static'
      ? `${name} loads ${target} only by import(): ${one.to}`
      : undefined;
  if (layer.types?.includes(target))
    return one.kind === 'type' ? undefined : `${name} takes only types from ${target}: ${one.to}`;
  return `${name} does not import ${target}: ${one.to}`;
}

/** What each import does wrong, as `file:line: what`. */
export function wrongWay(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    if (EXCEPTIONS.some((exception) => isException(one, exception))) return [];
    const name = layerName(one.file);
    const layer = name === undefined ? undefined : LAYERS[name];
    const wrong =
      name === undefined || layer === undefined
        ? 'this file belongs to no layer'
        : objection(one, name, layer);
    return wrong === undefined ? [] : [`${where(one)}: ${wrong}`];
  });
}

/** Exceptions that nothing uses. */
export const unusedExceptions = (imports: readonly Import[]): string[] =>
  EXCEPTIONS.filter((exception) => !imports.some((one) => isException(one, exception))).map(
    ({ from, to }) => `${from} -> ${to}`,
  );

/** Packages that every visitor would download: those that the entry reaches without an `import()`. */
export function eagerPackages(imports: readonly Import[], entry: string): string[] {
  const eager = imports.filter(({ kind }) => kind === 'static');
  const reached = new Set([entry]);
  // A set that grows while it is walked is walked to its new end.
  for (const file of reached)
    for (const one of eager) if (one.file === file && !one.isPackage) reached.add(one.to);
  return eager
    .filter((one) => one.isPackage && reached.has(one.file))
    .map((one) => `${where(one)}: ${one.to} is loaded with ${entry}`);
}

/** The import cycles, each as the list of imports that closes it. Types and `import()` count: they tie files together just the same. */
export function cycles(imports: readonly Import[]): string[] {
  const from = new Map<string, Import[]>();
  for (const one of imports)
    if (!one.isPackage) from.set(one.file, [...(from.get(one.file) ?? []), one]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly Import[]): void => {
    const start = path.findIndex((one) => one.file === file);
    if (start !== -1) {
      found.push(
        path
          .slice(start)
          .map((one) => `${where(one)} -> ${one.to}`)
          .join(', '),
      );
      return;
    }
    if (done.has(file)) return;
    for (const one of from.get(file) ?? []) visit(one.to, [...path, one]);
    done.add(file);
  };
  for (const file of from.keys()) visit(file, []);
  return found;
}
