import type { Attribute, Declaration, Manifest, Member, Named } from './manifest.js';

/** A name that an editor suggests, with its description. */
export interface Suggestion {
  readonly name: string;
  readonly description: string | undefined;
}

/** A value that an attribute may hold. */
export interface EditorValue {
  readonly name: string;
}

/** An attribute in custom data. */
export interface EditorAttribute extends Suggestion {
  /** `v` for a boolean attribute: it takes no value. */
  readonly valueSet?: string;
  readonly values?: readonly EditorValue[];
}

/** Text in the format that custom data names. */
export interface EditorText {
  readonly kind: 'markdown';
  readonly value: string;
}

/** An element in custom data. */
export interface EditorTag {
  readonly name: string;
  readonly description: EditorText;
  readonly attributes: readonly EditorAttribute[];
}

/** Custom data, as VS Code reads it. */
export interface EditorData {
  readonly $schema: string;
  readonly version: number;
  readonly tags: readonly EditorTag[];
}

/** The type of the value of an attribute in web types. */
export interface WebTypesValue {
  readonly type: string;
  readonly required?: boolean;
}

/** An attribute in web types. */
export interface WebTypesAttribute extends Suggestion {
  readonly value: WebTypesValue;
}

/** A property in web types. */
export interface WebTypesProperty extends Suggestion {
  readonly type?: string;
}

/** The properties and events of an element in web types. */
export interface WebTypesScript {
  readonly properties: readonly WebTypesProperty[];
  readonly events: readonly Suggestion[];
}

/** The custom properties, parts and states of an element in web types. */
export interface WebTypesStyle {
  readonly properties: readonly Suggestion[];
  readonly parts: readonly Suggestion[];
  readonly 'pseudo-classes': readonly Suggestion[];
}

/** An element in web types. */
export interface WebTypesElement extends Suggestion {
  readonly attributes: readonly WebTypesAttribute[];
  readonly slots: readonly Suggestion[];
  readonly js: WebTypesScript;
  readonly css: WebTypesStyle;
}

/** The HTML elements in web types. */
export interface WebTypesMarkup {
  readonly elements: readonly WebTypesElement[];
}

/** The content of web types, by language. */
export interface WebTypesContributions {
  readonly html: WebTypesMarkup;
}

/** Web types, as JetBrains' editors read them. */
export interface WebTypes {
  readonly $schema: string;
  readonly name: string;
  readonly version: string;
  readonly 'description-markup': 'markdown';
  readonly contributions: WebTypesContributions;
}

/** The package as web types name it. */
export interface About {
  readonly name: string;
  readonly version: string;
}

const elementsIn = ({ modules }: Manifest): readonly Declaration[] =>
  modules.flatMap(({ declarations }) => declarations);

const typeTextOf = ({ name, type }: Named): string => {
  if (type === undefined) throw new Error(`${name} has no type.`);
  return type.text;
};

/** Returns the values of a union of string literals, such as `'checkout' | 'instant'`. */
const choicesOf = ({ type }: Named): readonly string[] =>
  type === undefined || !/^'/.test(type.text)
    ? []
    : [...type.text.matchAll(/'([^']*)'/g)].map(([, choice = '']) => choice);

const isFlag = ({ type }: Named): boolean => type?.text === 'boolean';

/** Returns the writable properties without an attribute: objects, functions, and every property of a child element. */
const propertiesOf = ({ members }: Declaration): readonly Member[] =>
  members.filter(
    ({ kind, attribute, readonly }) => kind === 'field' && attribute === undefined && !readonly,
  );

const listOf = (title: string, items: readonly Named[]): string =>
  items.length === 0
    ? ''
    : `\n\n**${title}**\n\n${items
        .map(({ name, description = '' }) => `- \`${name || '(default)'}\`: ${description}`)
        .join('\n')}`;

/**
 * Returns the description of an element, with its events, slots and properties: custom data has no fields for those.
 */
const wordsOf = (element: Declaration): string =>
  (element.description ?? '') +
  listOf('Events', element.events) +
  listOf('Slots', element.slots) +
  listOf('Properties', propertiesOf(element));

/** Returns custom data, for VS Code and other editors: https://github.com/microsoft/vscode-custom-data */
export const editorData = (manifest: Manifest): EditorData => ({
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

const named = (list: readonly Named[]): readonly Suggestion[] =>
  list.map(({ name, description }) => ({ name, description }));

/** Returns web types, for JetBrains' editors: https://github.com/JetBrains/web-types */
export const webTypes = (manifest: Manifest, { name, version }: About): WebTypes => ({
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
          value: { type: typeTextOf(attribute), ...(isFlag(attribute) ? { required: false } : {}) },
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

/** Returns the type of an attribute in markup, where a number may also be written as text. */
const written = (attribute: Attribute): string => {
  const type = typeTextOf(attribute);
  return type === 'number' ? 'number | `${number}`' : type;
};

const block = <T extends Named>(items: readonly T[], line: (item: T) => string): string =>
  `{${items.map((item) => `/** ${item.description ?? ''} */\n${line(item)};`).join('\n')}}`;

/** Returns the types of each element, from which the other files in `types` make the types of each framework. */
export const elementTypes = (manifest: Manifest): string =>
  `/* Written from the doc comments by \`npm run manifest\`. */
import type * as ally from '../dist/esm/index.js';

/** What each element takes and tells, by its tag. */
export interface AllyElements {
${elementsIn(manifest)
  .map(
    (element) => `/** ${element.description ?? ''} */
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
