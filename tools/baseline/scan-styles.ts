/** Finds newer features in style sheets. */
import { parse, walk, type Declaration, type FunctionNode } from 'css-tree';
import { newerMatching, type Part } from './features.js';

const quoted = (name: string): string => name.replace(/[^\w-]/g, '\\$&');
const under = (...names: readonly string[]): readonly Part[] =>
  newerMatching(new RegExp(`^css\\.${names.map(quoted).join('\\.')}$`));
const types = (name: string): readonly Part[] =>
  newerMatching(new RegExp(`^css\\.types\\.(?:[\\w-]+\\.)?${quoted(name)}$`));

const ofDeclaration = ({ property, value }: Declaration): readonly Part[] => {
  if (property.startsWith('--')) return [];
  const words: string[] = [];
  walk(value, (node) => {
    if (node.type === 'Identifier') words.push(node.name);
  });
  return [
    ...under('properties', property),
    ...words.flatMap((word) => under('properties', property, word)),
  ];
};

const ofFunction = ({ name, children }: FunctionNode): readonly Part[] => {
  const from = children.first;
  return [
    ...types(name),
    // A relative colour: `rgb(from …)`.
    ...(from?.type === 'Identifier' && from.name === 'from'
      ? under('types', 'color', name, 'relative_syntax')
      : []),
  ];
};

/** Finds the newer parts that a style sheet uses. */
export const usesInStyle = (text: string): readonly Part[] => {
  const found: Part[] = [];
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
