import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import ts from 'typescript';

/** The project's folder. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** One import of a source file; `path` is project-relative for own files, else the package's name. */
export interface ImportOf {
  file: string;
  path: string;
  typeOnly: boolean;
  own: boolean;
}

/** Every file of the project that is or could be committed, project-relative. */
export function projectFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: projectFolder,
  });
  return [...new Set(list.toString().split('\n'))].filter((path) => path !== '' && exists(path)).sort();
}

/** The TypeScript files among them, declarations apart. */
export function sourceFiles(): string[] {
  return projectFiles().filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
}

/** The text of a project file. */
export function textOf(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8');
}

/** A source file, parsed. */
export function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2023, true);
}

/** All imports and re-exports of a source file, `import()` included. */
export function importsOf(path: string): ImportOf[] {
  const found: ImportOf[] = [];
  visit(parse(path), (node) => {
    const specifier = specifierOf(node);
    if (specifier) found.push(describeImport(path, specifier, isTypeOnly(node)));
  });
  return found;
}

/** Calls `see` on a node and everything below it. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => visit(child, see));
}

function exists(path: string): boolean {
  return ts.sys.fileExists(join(projectFolder, path));
}

function specifierOf(node: ts.Node): string | null {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : null;
  }
  const dynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const [first] = dynamic ? node.arguments : [];
  return first && ts.isStringLiteral(first) ? first.text : null;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { phaseModifier, name, namedBindings } = node.importClause;
  if (phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  return (
    !name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

function describeImport(file: string, specifier: string, typeOnly: boolean): ImportOf {
  const own = specifier.startsWith('.');
  const path = own ? normalize(join(dirname(file), specifier.split('?')[0] ?? specifier)) : specifier;
  return { file, path, typeOnly, own };
}
