const elementsIn = ({ modules }) => modules.flatMap(({ declarations }) => declarations);

/** The words of a union of texts, as `'checkout' | 'instant'`. */
const choicesOf = ({ type }) =>
  type === undefined || !/^'/.test(type.text)
    ? []
    : [...type.text.matchAll(/'([^']*)'/g)].map(([, choice]) => choice);

const isFlag = ({ type }) => type?.text === 'boolean';

/** What a page may set and no attribute can: objects and functions, and everything of a room. */
const propertiesOf = ({ members }) =>
  members.filter(
    ({ kind, attribute, readonly }) => kind === 'field' && attribute === undefined && !readonly,
  );

const listOf = (title, items) =>
  items.length === 0
    ? ''
    : `\n\n**${title}**\n\n${items
        .map(({ name, description }) => `- \`${name || '(default)'}\`: ${description}`)
        .join('\n')}`;

/** All that an editor can show of an element before anything has been typed. */
const wordsOf = (element) =>
  element.description +
  listOf('Events', element.events) +
  listOf('Slots', element.slots) +
  listOf('Properties', propertiesOf(element));

/** For VS Code, and for whatever else reads custom data: https://github.com/microsoft/vscode-custom-data */
export const editorData = (manifest) => ({
  $schema:
    'https://raw.githubusercontent.com/microsoft/vscode-html-languageservice/main/docs/customData.schema.json',
  version: 1.1,
  tags: elementsIn(manifest).map((element) => ({
    name: element.tagName,
    description: { kind: 'markdown', value: wordsOf(element) },
    attributes: element.attributes.map((attribute) => ({
      name: attribute.name,
      description: attribute.description,
      ...(isFlag(attribute) ? { valueSet: 'v' } : {}),
      ...(choicesOf(attribute).length > 0
        ? { values: choicesOf(attribute).map((name) => ({ name })) }
        : {}),
    })),
  })),
});

const named = (list) => list.map(({ name, description }) => ({ name, description }));

/** For JetBrains' editors: https://github.com/JetBrains/web-types */
export const webTypes = (manifest, { name, version }) => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name,
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elementsIn(manifest).map((element) => ({
        name: element.tagName,
        description: element.description,
        attributes: element.attributes.map((attribute) => ({
          name: attribute.name,
          description: attribute.description,
          value: { type: attribute.type.text, ...(isFlag(attribute) ? { required: false } : {}) },
        })),
        slots: named(element.slots),
        js: {
          properties: propertiesOf(element).map(({ name: property, description, type }) => ({
            name: property,
            description,
            ...(type === undefined ? {} : { type: type.text }),
          })),
          events: named(element.events),
        },
        css: {
          properties: named(element.cssProperties),
          parts: named(element.cssParts),
          'pseudo-classes': element.cssStates.map(({ name: state, description }) => ({
            name: `state(${state})`,
            description,
          })),
        },
      })),
    },
  },
});

/** What may be written for an attribute: the platform turns all of it into text. */
const written = (attribute) =>
  attribute.type.text === 'number' ? 'number | `${number}`' : attribute.type.text;

const block = (items, line) =>
  `{${items.map((item) => `/** ${item.description} */\n${line(item)};`).join('\n')}}`;

/** For TypeScript: what each element takes and tells, from which `types` makes what a framework asks for. */
export const elementTypes = (manifest) =>
  `/* Written from the doc comments by \`npm run manifest\`. */
import type * as ally from '../dist/esm/index.js';

/** What each element takes and tells, by its tag. */
export interface AllyElements {
${elementsIn(manifest)
  .map(
    (element) => `/** ${element.description} */
'${element.tagName}': {
  element: ally.${element.name};
  attributes: ${block(element.attributes, (item) => `'${item.name}'?: ${written(item)} | undefined`)};
  properties: ${block(propertiesOf(element), ({ name }) => `${name}?: ally.${element.name}['${name}'] | undefined`)};
  events: ${block(element.events, ({ name, type }) => `'${name}': ally.${type.text}`)};
};`,
  )
  .join('\n')}
}
`;
