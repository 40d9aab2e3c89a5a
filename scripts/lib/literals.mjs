import { join } from 'node:path';
import ts from 'typescript';
import { root } from './run.mjs';

const spelled = (type, checker) =>
  type.isUnion() && type.types.every((part) => part.isStringLiteral())
    ? type.types.map(({ value }) => `'${value}'`).join(' | ')
    : checker.typeToString(type);

/** Says in full what an attribute may hold, where the analyzer knows a type's name alone or none. */
export const spellOut = (manifest) => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const entry = join(root, 'src', 'index.ts');
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const classes = new Map(
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))
      .map((found) => [found.name, found]),
  );
  for (const { name, attributes, members } of manifest.modules.flatMap(
    ({ declarations }) => declarations,
  )) {
    const element = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(classes.get(name)));
    const typeOf = (property) => ({
      text: spelled(checker.getTypeOfSymbol(element.getProperty(property)), checker),
    });
    for (const attribute of attributes)
      if (attribute.fieldName !== undefined) attribute.type = typeOf(attribute.fieldName);
    for (const member of members) if (member.kind === 'field') member.type ??= typeOf(member.name);
  }
  return manifest;
};
