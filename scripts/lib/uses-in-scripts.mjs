/** What a built script asks of the page, by names alone: of what it holds of others' no types are left. */
import { parse } from 'acorn';
import { newerCalled, newerGlobal, newerMatching, newerMember } from './newer.mjs';
import { usesInStyle } from './uses-in-styles.mjs';

/** What stands for the page itself. */
const globals = ['globalThis', 'window', 'self'];

const nodesOf = (node, found = []) => {
  if (typeof node?.type === 'string') found.push(node);
  for (const value of Object.values(node))
    if (value !== null && typeof value === 'object') nodesOf(value, found);
  return found;
};

/** A text as it was written, with a word in place of each value. */
const textOf = (node) => {
  if (node.type === 'TemplateLiteral')
    return node.quasis.map(({ value }) => value.cooked ?? value.raw).join('x');
  return typeof node.value === 'string' ? node.value : '';
};

const attributesIn = (text) => [
  ...text.matchAll(/<([a-z][\w-]*)((?:\s+[^\s>=]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?)*)\s*\/?>/g),
];

/** What a template's elements and attributes are, and what they listen for. */
const usesInTemplate = (text) =>
  attributesIn(text).flatMap(([, element, attributes]) => [
    ...newerMatching(new RegExp(`^html\\.elements\\.${element}$`)),
    ...[...attributes.matchAll(/([@?.]?)([\w-]+)(?==|\s|$)/g)].flatMap(([, sign, name]) => {
      if (sign === '@') return newerCalled(`${name}_event`);
      if (sign === '.') return newerCalled(name);
      return newerMatching(
        new RegExp(`^html\\.(?:global_attributes|elements\\.${element})\\.${name}$`),
      );
    }),
  ]);

/** What a name may mean that stands behind something unknown; one so short is what a name was made of. */
const newerNamed = (name) => (name?.length > 2 ? newerCalled(name) : []);

const hasStyle = /[\w-]\s*\{[^{}]*:[^{}]*\}/;

/**
 * @returns what the oldest engines do not all have, each with the name by which it was found
 */
export const usesInScript = (code) => {
  const nodes = nodesOf(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  const declared = new Set(
    nodes
      .flatMap(({ type, id, params = [], param, local }) => [
        ...(/Declaration|VariableDeclarator|FunctionExpression|ClassExpression/.test(type) && id
          ? nodesOf(id)
          : []),
        ...nodesOf(params),
        ...(param ? nodesOf(param) : []),
        ...(local ? [local] : []),
      ])
      .map(({ name }) => name),
  );
  // `open` in `calendar.open` is no name of its own.
  const within = new Set(
    nodes.flatMap(({ property, key, computed, shorthand }) =>
      computed || shorthand ? [] : [property, key],
    ),
  );
  const isFree = (node) =>
    node.type === 'Identifier' && !declared.has(node.name) && !within.has(node);
  const found = new Map();
  const note = (parts, name) => {
    for (const part of parts) found.set(part.key, { part, name });
  };
  const noteMember = ({ object, property, computed }) => {
    const name = computed ? textOf(property) : property.name;
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
      for (const { key } of node.properties) if (key) note(newerNamed(key.name), key.name);
    if (node.type === 'MethodDefinition')
      note(newerCalled(`${node.key.name}_lifecycle_callback`), node.key.name);
    if (node.type === 'BinaryExpression' && node.operator === 'in' && textOf(node.left))
      note(newerCalled(textOf(node.left)), textOf(node.left));
    if (node.type === 'CallExpression' && node.callee.property?.name === 'addEventListener')
      note(newerCalled(`${textOf(node.arguments[0])}_event`), textOf(node.arguments[0]));
    if (node.type === 'TemplateLiteral' || node.type === 'Literal') {
      const text = textOf(node);
      if (text.includes('<')) note(usesInTemplate(text), 'a template');
      if (hasStyle.test(text)) note(usesInStyle(text), 'a style');
    }
  }
  return [...found.values()];
};
