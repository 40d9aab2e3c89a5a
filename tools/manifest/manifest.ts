import { posix } from 'node:path';

/** A type as it is written in TypeScript. */
export interface TypeText {
  readonly text: string;
}

/** An item with a name and a description. */
export interface Named {
  readonly name: string;
  readonly description?: string;
  readonly type?: TypeText;
}

/** An item with a default value. */
export interface WithDefault extends Named {
  readonly default?: string;
}

export interface Attribute extends WithDefault {
  /** The property that it sets. */
  readonly fieldName?: string;
}

export interface Parameter {
  readonly name: string;
}

/** A property or a method of an element. */
export interface Member extends WithDefault {
  readonly kind: 'field' | 'method';
  /** The attribute that sets it. */
  readonly attribute?: string;
  readonly reflects?: boolean;
  readonly readonly?: boolean;
  readonly parameters?: readonly Parameter[];
}

/** An event with its class. */
export interface ElementEvent extends Named {
  readonly type: TypeText;
}

/** A declaration in a package or in one of its modules. */
export interface Reference {
  readonly name: string;
  readonly package?: string;
  readonly module?: string;
}

/** The public API of an element. */
export interface Declaration {
  readonly kind: string;
  readonly name: string;
  readonly tagName: string;
  readonly customElement: true;
  readonly description: string | undefined;
  readonly superclass: Reference;
  readonly attributes: readonly Attribute[];
  readonly members: readonly Member[];
  readonly events: readonly ElementEvent[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly WithDefault[];
  readonly cssStates: readonly Named[];
}

/** An export of a module. */
export interface Export {
  readonly kind: 'js';
  readonly name: string;
  readonly declaration: Reference;
}

/** A module of the package with its elements. */
export interface Module {
  readonly kind: 'javascript-module';
  readonly path: string;
  readonly declarations: readonly Declaration[];
  readonly exports: readonly Export[];
}

/** `custom-elements.json`: https://github.com/webcomponents/custom-elements-manifest */
export interface Manifest {
  readonly schemaVersion: string;
  readonly readme: string;
  readonly modules: readonly Module[];
}

/** An item in the analyzer's output. */
export interface Found extends WithDefault {
  readonly inheritedFrom?: Reference | undefined;
}

/** An attribute in the analyzer's output. */
export interface FoundAttribute extends Found {
  readonly fieldName?: string;
}

/** A property or method in the analyzer's output. */
export interface FoundMember extends Found {
  readonly kind: 'field' | 'method';
  readonly privacy?: 'private' | 'protected';
  readonly static?: boolean;
  readonly attribute?: string;
  readonly reflects?: boolean;
  readonly readonly?: boolean;
  readonly parameters?: readonly Parameter[];
}

/** An event in the analyzer's output, where some have no name. */
export type FoundEvent = Omit<Found, 'name'> & Partial<Pick<Found, 'name'>>;

/** A class or another declaration in the analyzer's output. */
export interface FoundDeclaration {
  readonly kind: string;
  readonly name: string;
  readonly tagName?: string;
  readonly description?: string;
  readonly attributes?: readonly FoundAttribute[];
  readonly members?: readonly FoundMember[];
  readonly events?: readonly FoundEvent[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Found[];
  readonly cssProperties?: readonly Found[];
  readonly cssStates?: readonly Found[];
}

/** A module in the analyzer's output. */
export interface FoundModule {
  readonly path: string;
  readonly declarations?: readonly FoundDeclaration[];
}

/** The analyzer's output for the whole source. */
export interface FoundManifest {
  readonly schemaVersion: string;
  readonly modules: readonly FoundModule[];
}

type FoundElement = FoundDeclaration & Required<Pick<FoundDeclaration, 'tagName'>>;

/** The elements that pages use, each with the child elements that only this host uses. */
const hosts: ReadonlyMap<string, readonly string[]> = new Map([
  ['ally-booking', ['ally-coverage-check', 'ally-window-picker', 'ally-patient-form']],
  ['ally-appointment', ['ally-appointment-card']],
]);

/** The order of the elements in the manifest: each host, then its children in the order of their steps. */
const order = [...hosts].flat(2);

/** Returns the class of an event, by the naming convention of `events.ts`. */
const classOf = (event: string): string =>
  event.startsWith('ally-')
    ? `${event.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`
    : 'RoomEvent';

/** Whether pages may use a member. The callbacks of custom elements are for the browser alone. */
const isPublic = ({ name, privacy, static: isStatic }: FoundMember): boolean =>
  privacy === undefined && !isStatic && !name.endsWith('Callback');

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');

/**
 * Removes the base class from an inherited item: base classes are internal, so the item belongs to the element. Also
 * writes its description on one line, and leaves out a default value of several lines.
 */
const toPublicItem = <T extends Found>({ description, default: value, ...item }: T) => ({
  ...item,
  inheritedFrom: undefined,
  ...(description === undefined ? {} : { description: oneLine(description) }),
  ...(value === undefined || value.includes('\n') ? {} : { default: value }),
});

const isElement = (found: FoundDeclaration): found is FoundElement => found.tagName !== undefined;

const isNamed = (event: FoundEvent): event is Found => event.name !== undefined;

/**
 * Returns the public API from the analyzer's output: the elements with their public members, in the modules that the
 * package has. A host also has the parts of its child elements, which it forwards under the same names.
 */
export const publicApi = ({ schemaVersion, modules }: FoundManifest): Manifest => {
  const elements = modules
    .flatMap(({ path, declarations = [] }) =>
      declarations.filter(isElement).map((found) => ({ path, found })),
    )
    .sort((a, b) => order.indexOf(a.found.tagName) - order.indexOf(b.found.tagName));
  // The tokens are documented once, on the first host, and apply to every host.
  const tokens = elements.flatMap(({ found }) => found.cssProperties ?? []).map(toPublicItem);
  const partsOf = (tags: readonly string[]): readonly Found[] =>
    elements
      .filter(({ found }) => tags.includes(found.tagName))
      .flatMap(({ found }) => found.cssParts ?? []);
  return {
    schemaVersion,
    readme: 'README.md',
    modules: elements.map(({ path, found }): Module => {
      const children = hosts.get(found.tagName);
      const isHost = children !== undefined;
      const own = found.cssParts ?? [];
      const forwarded = isHost
        ? partsOf(children).filter(
            ({ name }, index, all) =>
              ![...own, ...all.slice(0, index)].some((part) => part.name === name),
          )
        : [];
      const file = posix.join('dist/esm', posix.relative('src', path)).replace(/\.ts$/, '.js');
      const { kind, name, tagName, description } = found;
      return {
        kind: 'javascript-module',
        path: file,
        declarations: [
          {
            kind,
            name,
            tagName,
            customElement: true,
            description: description === undefined ? undefined : oneLine(description),
            superclass: { name: 'LitElement', package: 'lit' },
            attributes: isHost ? (found.attributes ?? []).map(toPublicItem) : [],
            members: (found.members ?? [])
              .filter(isPublic)
              .map(toPublicItem)
              .map(({ attribute, reflects, ...member }) =>
                isHost && attribute !== undefined
                  ? { ...member, attribute, ...(reflects ? { reflects } : {}) }
                  : member,
              ),
            events: (found.events ?? [])
              .filter(isNamed)
              .map((event) => ({ ...toPublicItem(event), type: { text: classOf(event.name) } })),
            slots: found.slots ?? [],
            cssParts: [...own, ...forwarded].map(toPublicItem),
            cssProperties: isHost ? tokens : [],
            cssStates: (found.cssStates ?? []).map(toPublicItem),
          },
        ],
        exports: [{ kind: 'js', name, declaration: { name, module: file } }],
      };
    }),
  };
};

type Row = readonly [name: string, text: string | undefined];

const cell = (text = ''): string => text.replaceAll('|', '\\|');

const table = (title: string, rows: readonly Row[]): string =>
  rows.length === 0
    ? ''
    : `\n### ${title}\n\n| name | what it is |\n|---|---|\n${rows.map(([name, text]) => `| ${cell(name)} | ${cell(text)} |`).join('\n')}\n`;

const typed = ({ type }: Named): string => (type === undefined ? '' : `: ${type.text}`);

const element = (declaration: Declaration): string => {
  const { tagName, description = '', attributes, members, events, slots } = declaration;
  const named = (list: readonly Named[]): readonly Row[] =>
    list.map(({ name, description: text }) => [`\`${name}\``, text]);
  const properties = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  return [
    `\n## \`<${tagName}>\`\n\n${description}\n`,
    table('Attributes', named(attributes)),
    table(
      'Properties',
      properties
        .filter(({ attribute }) => attribute === undefined)
        .map((field) => [
          `\`${field.name}${typed(field)}\``,
          `${field.readonly ? 'Read only. ' : ''}${field.description ?? ''}`,
        ]),
    ),
    table(
      'Methods',
      methods.map(({ name, parameters = [], description: text }) => [
        `\`${name}(${parameters.map((parameter) => parameter.name).join(', ')})\``,
        text,
      ]),
    ),
    table('Events', named(events)),
    table(
      'Slots',
      slots.map(({ name, description: text }) => [name === '' ? '(default)' : `\`${name}\``, text]),
    ),
    table('Parts', named(declaration.cssParts)),
    table('Custom properties', named(declaration.cssProperties)),
    table(
      'States',
      declaration.cssStates.map(({ name, description: text }) => [`\`:state(${name})\``, text]),
    ),
  ].join('');
};

/** Returns the reference page: the manifest as Markdown. */
export const referencePage = ({ modules }: Manifest): string =>
  `# Reference\n\nEvery name that a page may use. Generated from the doc comments by \`npm run manifest\`, as \`custom-elements.json\` is.\n${modules
    .flatMap(({ declarations }) => declarations)
    .map(element)
    .join('')}`;
