/** Finds newer features in our own source, by its types: the compiler knows the interface of each member. */
import { join } from 'node:path';
import ts from 'typescript';
import { newerGlobal, newerMember, type Part } from './features.js';
import { root } from '../process/run.mjs';

/** The part of `tsconfig.json` that is used. */
interface Configuration {
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

/** A use of a part that the oldest supported engines do not all have. */
export interface TypeUse {
  readonly part: Part;
  /** Its file and line. */
  readonly at: string;
}

/** The result of a scan. */
export interface TypeUses {
  /** One use of each newer part. */
  readonly newer: readonly TypeUse[];
  /** The names that the files declare and no engine does. */
  readonly own: ReadonlySet<string>;
  /** The files that were read, relative to the folder. */
  readonly files: readonly string[];
}

const optionsOf = (): ts.CompilerOptions => {
  const file = join(root, 'tsconfig.json');
  const config = ts.readConfigFile(file, ts.sys.readFile).config as Configuration;
  // A page has the browser's types alone, and not those of Node.
  const compilerOptions = { ...config.compilerOptions, types: [] };
  return ts.convertCompilerOptionsFromJson(compilerOptions, root).options;
};

/** Returns the interface of a declared member, with its namespace. Returns null for a global. */
const ownerOf = (declaration: ts.Declaration): string | null => {
  const { parent } = declaration;
  if (ts.isInterfaceDeclaration(parent)) {
    const around = parent.parent;
    const space = ts.isModuleBlock(around) ? `${around.parent.name.text}.` : '';
    return space + parent.name.text.replace(/Constructor$/, '');
  }
  // A static member: `declare var Name: { new (): Name; member(): void }`.
  if (
    ts.isTypeLiteralNode(parent) &&
    ts.isVariableDeclaration(parent.parent) &&
    ts.isIdentifier(parent.parent.name)
  )
    return parent.parent.name.text;
  return null;
};

/**
 * Finds the newer parts that source files use.
 *
 * @param files the entry points; files that they import from the folder are scanned as well
 */
export const usesInTypes = (files: readonly string[], folder: string): TypeUses => {
  const program = ts.createProgram(files, optionsOf());
  const checker = program.getTypeChecker();
  const newer = new Map<string, TypeUse>();
  const own = new Set<string>();
  const engines = new Set<string>();

  const note = (symbol: ts.Symbol | undefined, node: ts.Node): void => {
    if (!symbol?.declarations || symbol.declarations.length === 0) return;
    const { name } = symbol;
    const ofEngine = symbol.declarations.filter((one) =>
      program.isSourceFileDefaultLibrary(one.getSourceFile()),
    );
    (ofEngine.length > 0 ? engines : own).add(name);
    const found = ofEngine.map((one) => {
      const owner = ownerOf(one);
      return owner === null ? newerGlobal(name) : newerMember(owner, name);
    });
    // A name with several declarations is newer only if each of them is.
    if (found.length === 0 || found.some((parts) => parts.length === 0)) return;
    const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
    const file = node.getSourceFile().fileName.slice(folder.length + 1);
    for (const part of found.flat())
      newer.set(part.key, { part, at: `${file}:${String(line + 1)}` });
  };

  const memberOf = (type: ts.Type | undefined, name: string): ts.Symbol | undefined =>
    type && checker.getPropertyOfType(checker.getNonNullableType(type), name);

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node))
      return;
    if (ts.isIdentifier(node)) note(checker.getSymbolAtLocation(node), node);
    else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node))
      note(memberOf(checker.getContextualType(node.parent), node.name.getText()), node);
    else if (ts.isBindingElement(node))
      note(
        memberOf(
          checker.getTypeAtLocation(node.parent),
          (node.propertyName ?? node.name).getText(),
        ),
        node,
      );
    else if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
      ts.isStringLiteral(node.left)
    )
      note(memberOf(checker.getTypeAtLocation(node.right), node.left.text), node);
    ts.forEachChild(node, visit);
  };
  const ours = program
    .getSourceFiles()
    .filter((file) => file.fileName.startsWith(`${folder}/`) && !file.isDeclarationFile);
  for (const file of ours) visit(file);

  return {
    newer: [...newer.values()],
    own: new Set([...own].filter((name) => !engines.has(name))),
    files: ours.map(({ fileName }) => fileName.slice(folder.length + 1)),
  };
};
