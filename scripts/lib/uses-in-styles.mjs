/** What a style asks of the page. */
import { parse, walk } from 'css-tree';
import { newerMatching } from './newer.mjs';

const quoted = (name) => name.replace(/[^\w-]/g, '\\$&');
const under = (...names) => newerMatching(new RegExp(`^css\\.${names.map(quoted).join('\\.')}$`));
const types = (name) => newerMatching(new RegExp(`^css\\.types\\.(?:[\\w-]+\\.)?${quoted(name)}$`));

const ofDeclaration = ({ property, value }) => {
  if (property.startsWith('--')) return [];
  const words = [];
  walk(value, (node) => {
    if (node.type === 'Identifier') words.push(node.name);
  });
  return [
    ...under('properties', property),
    ...words.flatMap((word) => under('properties', property, word)),
  ];
};

const ofFunction = ({ name, children }) => {
  const from = children.first;
  return [
    ...types(name),
    // `rgb(from …)`: a colour made from another.
    ...(from?.type === 'Identifier' && from.name === 'from'
      ? under('types', 'color', name, 'relative_syntax')
      : []),
  ];
};

/** @returns what the oldest engines do not all have */
export const usesInStyle = (text) => {
  const found = [];
  const sheet = parse(text, { parseCustomProperty: true });
  walk(sheet, (node) => {
    if (node.type === 'Declaration') found.push(...ofDeclaration(node));
    if (node.type === 'Function') found.push(...ofFunction(node));
    if (node.type === 'Dimension') found.push(...types(node.unit));
    if (node.type === 'NestingSelector') found.push(...under('selectors', 'nesting'));
    if (node.type === 'PseudoClassSelector' || node.type === 'PseudoElementSelector')
      found.push(...under('selectors', node.name));
    if (node.type === 'Atrule') found.push(...under('at-rules', node.name));
    if (node.type === 'Feature') found.push(...under('at-rules', node.kind, node.name));
  });
  return found;
};
