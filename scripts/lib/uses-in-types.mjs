/** What our own code asks of the page, by the types: the compiler knows whose a name is. */
import { join } from 'node:path';
import ts from 'typescript';
import { newerGlobal, newerMember } from './newer.mjs';
import { root } from './run.mjs';

const optionsOf = () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  // In a page there is nothing but the page.
  const compilerOptions = { ...config.compilerOptions, types: [] };
  return ts.convertCompilerOptionsFromJson(compilerOptions, root).options;
};

/** Whose a declaration is: the name of its interface, with what that stands in; null for what stands in none. */
const ownerOf = (declaration) => {
  const { parent } = declaration;
  if (ts.isInterfaceDeclaration(parent)) {
    const around = parent.parent?.parent;
    const space = around && ts.isModuleDeclaration(around) ? `${around.name.text}.` : '';
    return space + parent.name.text.replace(/Constructor$/, '');
  }
  // `declare var Name: { new (): Name; member(): void }`: what the class itself has.
  if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent))
    return parent.parent.name.text;
  return null;
};

/**
 * @param files where to begin; what these import is looked at as well, in the same folder
 * @returns what the oldest engines do not all have, the names that are our own and no engine's, and the files
 */
export const usesInTypes = (files, folder) => {
  const program = ts.createProgram(files, optionsOf());
  const checker = program.getTypeChecker();
  const newer = new Map();
  const own = new Set();
  const engines = new Set();

  const note = (symbol, node) => {
    const declarations = symbol?.declarations ?? [];
    if (declarations.length === 0) return;
    const { name } = symbol;
    const ofEngine = declarations.filter((one) =>
      program.isSourceFileDefaultLibrary(one.getSourceFile()),
    );
    (ofEngine.length > 0 ? engines : own).add(name);
    const found = ofEngine.map((one) => {
      const owner = ownerOf(one);
      return owner === null ? newerGlobal(name) : newerMember(owner, name);
    });
    // Where several declare it, one that the engines have is enough.
    if (found.length === 0 || found.some((parts) => parts.length === 0)) return;
    const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
    const file = node.getSourceFile().fileName.slice(folder.length + 1);
    for (const part of found.flat()) newer.set(part.key, { part, at: `${file}:${line + 1}` });
  };

  const memberOf = (type, name) =>
    type && checker.getPropertyOfType(checker.getNonNullableType(type), name);

  const look = (node) => {
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
    ts.forEachChild(node, look);
  };
  const ours = program
    .getSourceFiles()
    .filter((file) => file.fileName.startsWith(`${folder}/`) && !file.isDeclarationFile);
  for (const file of ours) look(file);

  return {
    newer: [...newer.values()],
    own: new Set([...own].filter((name) => !engines.has(name))),
    files: ours.map(({ fileName }) => fileName.slice(folder.length + 1)),
  };
};
