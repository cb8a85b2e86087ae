import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { filesUnder } from './files.mjs';

/** One import, as written in one line of one file. */
export interface Import {
  /** The importing file, relative to the root of the scan, with forward slashes. */
  readonly file: string;
  readonly line: number;
  /** The imported file, likewise; or the bare specifier of a package. */
  readonly to: string;
  readonly isPackage: boolean;
  /** `type` imports leave no trace in the built code; `lazy` ones are `import()`. */
  readonly kind: 'static' | 'lazy' | 'type';
}

type Found = Pick<Import, 'kind'> & { readonly specifier: ts.Expression };

/** Only a whole `import type` counts as one: `import { type X }` still loads the file, as the compiler is set up. */
function importOf(node: ts.Node): Found | undefined {
  if (ts.isImportDeclaration(node)) {
    return {
      specifier: node.moduleSpecifier,
      kind: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'static',
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return { specifier: node.moduleSpecifier, kind: node.isTypeOnly ? 'type' : 'static' };
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return { specifier: node.argument.literal, kind: 'type' };
  }
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && argument)
    return { specifier: argument, kind: 'lazy' };
  return undefined;
}

/** Every import of one file. A computed `import(x)` has no target to judge and is left out. */
export function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const hit = importOf(node);
    if (hit && ts.isStringLiteralLike(hit.specifier)) {
      const target = hit.specifier.text;
      const isPackage = !target.startsWith('.');
      found.push({
        file,
        line: source.getLineAndCharacterOfPosition(hit.specifier.getStart(source)).line + 1,
        to: isPackage ? target : posix.join(posix.dirname(file), target),
        isPackage,
        kind: hit.kind,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The source files under the folders and every import in them. */
export function scanImports(
  root: string,
  folders: readonly string[],
): { files: string[]; imports: Import[] } {
  const files = filesUnder(root, folders).filter((file) => /(?<!\.d)\.(ts|mts|js|mjs)$/.test(file));
  return {
    files,
    imports: files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8'))),
  };
}
