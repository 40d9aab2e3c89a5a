import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../process/run.mjs';
import type { Manifest, TypeText } from './manifest.js';

/** The content of `tsconfig.json`, as TypeScript returns it. */
interface ConfigFile {
  readonly config: { readonly compilerOptions: object };
}

/** Returns a value, and throws when it is undefined. */
const existing = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`TypeScript knows no ${what}.`);
  return value;
};

const spelled = (type: ts.Type, checker: ts.TypeChecker): string =>
  type.isUnion() && type.types.every((part) => part.isStringLiteral())
    ? type.types.map(({ value }) => `'${value}'`).join(' | ')
    : checker.typeToString(type);

/**
 * Adds the full types of attributes and properties to the manifest, where the analyzer finds no type or a name alone.
 */
export const spellOut = (manifest: Manifest): Manifest => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as ConfigFile;
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const entry = join(root, 'src', 'index.ts');
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const source = existing(program.getSourceFile(entry), entry);
  const classes = new Map(
    checker
      .getExportsOfModule(existing(checker.getSymbolAtLocation(source), entry))
      .map((found) => [found.name, found]),
  );
  const modules = manifest.modules.map((module) => ({
    ...module,
    declarations: module.declarations.map((declaration) => {
      const { name, attributes, members } = declaration;
      const symbol = checker.getAliasedSymbol(existing(classes.get(name), name));
      const element = checker.getDeclaredTypeOfSymbol(symbol);
      const typeOf = (property: string): TypeText => {
        const found = existing(element.getProperty(property), `${name}.${property}`);
        return { text: spelled(checker.getTypeOfSymbol(found), checker) };
      };
      return {
        ...declaration,
        attributes: attributes.map((attribute) =>
          attribute.fieldName === undefined
            ? attribute
            : { ...attribute, type: typeOf(attribute.fieldName) },
        ),
        members: members.map((member) =>
          member.kind === 'field'
            ? { ...member, type: member.type ?? typeOf(member.name) }
            : member,
        ),
      };
    }),
  }));
  return { ...manifest, modules };
};
