import MagicString from 'magic-string';
import ts from 'typescript';
import type { Plugin } from 'vite';

/** What `@property(…)` or `@state()` says, as Lit's `static properties` have it; null for any other decorator. */
const optionsOf = (decorator: ts.Decorator, source: ts.SourceFile): string | null => {
  const call = decorator.expression;
  if (!ts.isCallExpression(call)) return null;
  const [options] = call.arguments;
  switch (call.expression.getText(source)) {
    case 'property':
      return options?.getText(source) ?? '{}';
    case 'state':
      return '{ state: true }';
    default:
      return null;
  }
};

/** Lit's decorators say in a call for each property what one object can say: the calls need not be shipped. */
export const plainProperties = (folder: string): Plugin => ({
  name: 'plain-properties',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(folder) || !code.includes("'lit/decorators.js'")) return null;
    const source = ts.createSourceFile(id, code, ts.ScriptTarget.ES2022, true);
    const plain = new MagicString(code);
    for (const statement of source.statements) {
      if (!ts.isClassDeclaration(statement)) continue;
      const properties: string[] = [];
      for (const member of statement.members)
        for (const decorator of (ts.canHaveDecorators(member) && ts.getDecorators(member)) || []) {
          const options = optionsOf(decorator, source);
          if (options === null || !ts.isPropertyDeclaration(member))
            this.error(`${id} has a decorator that is not one of Lit's for properties.`);
          properties.push(`${member.name.getText(source)}: ${options},`);
          plain.remove(decorator.getStart(source), decorator.getEnd());
        }
      if (properties.length > 0)
        plain.appendLeft(
          statement.members.pos,
          ` static readonly properties = { ${properties.join(' ')} };`,
        );
    }
    return { code: plain.toString(), map: plain.generateMap({ hires: 'boundary' }) };
  },
});
