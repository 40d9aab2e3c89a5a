/** Finds newer features in built scripts, by names alone: a bundle with other packages has no types. */
import {
  parse,
  type AnyNode,
  type CallExpression,
  type Identifier,
  type MemberExpression,
} from 'acorn';
import { newerCalled, newerGlobal, newerMatching, newerMember, type Part } from './features.js';
import { usesInStyle } from './scan-styles.js';

/** A use of a part that the oldest supported engines do not all have. */
export interface ScriptUse {
  readonly part: Part;
  /** The name by which it was found. */
  readonly name: string;
}

/** Names of the global object. */
const globals = ['globalThis', 'window', 'self'];

const isNode = (value: object): value is AnyNode =>
  'type' in value && typeof value.type === 'string';

/** Returns a node or list of nodes of a syntax tree with all descendants. */
const nodesOf = (parsed: object, found: AnyNode[] = []): AnyNode[] => {
  if (isNode(parsed)) found.push(parsed);
  const values: unknown[] = Object.values(parsed);
  for (const value of values)
    if (value !== null && typeof value === 'object') nodesOf(value, found);
  return found;
};

const nameOf = (node: AnyNode): string | undefined => ('name' in node ? node.name : undefined);

/** Returns the text of a string or template, with a letter in place of each embedded value. */
const textOf = (node: AnyNode): string => {
  if (node.type === 'TemplateLiteral')
    return node.quasis.map(({ value }) => value.cooked ?? value.raw).join('x');
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
};

const attributesIn = (text: string): RegExpExecArray[] => [
  ...text.matchAll(/<([a-z][\w-]*)((?:\s+[^\s>=]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?)*)\s*\/?>/g),
];

/** Finds newer elements, attributes, properties and events in the HTML of a template. */
const usesInTemplate = (text: string): readonly Part[] =>
  attributesIn(text).flatMap(([, element = '', attributes = '']) => [
    ...newerMatching(new RegExp(`^html\\.elements\\.${element}$`)),
    ...[...attributes.matchAll(/([@?.]?)([\w-]+)(?==|\s|$)/g)].flatMap(([, sign, name = '']) => {
      if (sign === '@') return newerCalled(`${name}_event`);
      if (sign === '.') return newerCalled(name);
      return newerMatching(
        new RegExp(`^html\\.(?:global_attributes|elements\\.${element})\\.${name}$`),
      );
    }),
  ]);

/**
 * Returns the newer parts that a member of an unknown object may be. Names of one or two letters are skipped: the
 * minifier made them.
 */
const newerNamed = (name: string): readonly Part[] => (name.length > 2 ? newerCalled(name) : []);

const hasStyle = /[\w-]\s*\{[^{}]*:[^{}]*\}/;

/** Returns the names that a node declares: a variable, a function, a class, parameters or imports. */
const declaredBy = (node: AnyNode): AnyNode[] => [
  ...('id' in node && node.id ? nodesOf(node.id) : []),
  ...('params' in node ? nodesOf(node.params) : []),
  ...('param' in node && node.param ? nodesOf(node.param) : []),
  ...('local' in node ? [node.local] : []),
];

const isListening = ({ callee }: CallExpression): boolean =>
  callee.type === 'MemberExpression' && nameOf(callee.property) === 'addEventListener';

/** Returns the identifiers in a node that name members only: `open` in `calendar.open` is no variable. */
const membersIn = (node: AnyNode): AnyNode[] => {
  const isComputed = 'computed' in node && node.computed;
  const isShorthand = 'shorthand' in node && node.shorthand;
  if (isComputed || isShorthand) return [];
  return [...('property' in node ? [node.property] : []), ...('key' in node ? [node.key] : [])];
};

/** Finds the newer parts that a script uses. */
export const usesInScript = (code: string): readonly ScriptUse[] => {
  const nodes = nodesOf(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  const declared = new Set(nodes.flatMap(declaredBy).map(nameOf));
  const within = new Set(nodes.flatMap(membersIn));
  const isFree = (node: AnyNode): node is Identifier =>
    node.type === 'Identifier' && !declared.has(node.name) && !within.has(node);
  const found = new Map<string, ScriptUse>();
  const note = (parts: readonly Part[], name: string): void => {
    for (const part of parts) found.set(part.key, { part, name });
  };
  const noteMember = ({ object, property, computed }: MemberExpression): void => {
    const name = computed ? textOf(property) : nameOf(property);
    if (!name) return;
    if (isFree(object) && globals.includes(object.name)) note(newerGlobal(name), name);
    else if (isFree(object) && /^[A-Z]/.test(object.name))
      note(newerMember(object.name, name), name);
    else note(newerNamed(name), name);
  };
  for (const node of nodes) {
    if (node.type === 'MemberExpression') noteMember(node);
    else if (node.type === 'Identifier' && isFree(node)) note(newerGlobal(node.name), node.name);
    else if (node.type === 'ObjectPattern')
      for (const property of node.properties) {
        const name = property.type === 'Property' ? nameOf(property.key) : undefined;
        if (name) note(newerNamed(name), name);
      }
    if (node.type === 'MethodDefinition') {
      const name = nameOf(node.key);
      if (name) note(newerCalled(`${name}_lifecycle_callback`), name);
    }
    if (node.type === 'BinaryExpression' && node.operator === 'in' && textOf(node.left))
      note(newerCalled(textOf(node.left)), textOf(node.left));
    if (node.type === 'CallExpression' && isListening(node)) {
      const [event] = node.arguments;
      if (event) note(newerCalled(`${textOf(event)}_event`), textOf(event));
    }
    if (node.type === 'TemplateLiteral' || node.type === 'Literal') {
      const text = textOf(node);
      if (text.includes('<')) note(usesInTemplate(text), 'a template');
      if (hasStyle.test(text)) note(usesInStyle(text), 'a style');
    }
  }
  return [...found.values()];
};
