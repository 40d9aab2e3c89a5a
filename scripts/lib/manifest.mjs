import { posix } from 'node:path';

/** Elements that stand in a page by themselves, with their rooms: properties in, events out. */
const hosts = new Map([
  ['ally-booking', ['ally-coverage-check', 'ally-window-picker', 'ally-patient-form']],
  ['ally-appointment', ['ally-appointment-card']],
]);

/** A host first, then its rooms in the order in which they are met. */
const order = [...hosts].flat(2);

/** Which of our classes an event is, by the convention of `events.ts`. */
const classOf = (event) =>
  event.startsWith('ally-')
    ? `${event.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())}Event`
    : 'RoomEvent';

/** The browser's own calls are nobody else's. */
const isPublic = ({ name, privacy, static: isStatic }) =>
  privacy === undefined && !isStatic && !name.endsWith('Callback');

const oneLine = (text) => text?.replaceAll(/\s*\n\s*/g, ' ');

/** The base classes are the house's own: what comes from them is the element's. */
const face = ({ description, default: value, ...item }) => ({
  ...item,
  inheritedFrom: undefined,
  ...(description === undefined ? {} : { description: oneLine(description) }),
  ...(value === undefined || value.includes('\n') ? {} : { default: value }),
});

const isNamed = ({ name }) => name !== undefined;

/**
 * What merchants see of what the analyzer found: elements alone, where the package has them, and nothing
 * that is private. A host forwards the parts of its rooms under the same names.
 */
export const publicFace = ({ schemaVersion, modules }) => {
  const elements = modules
    .flatMap(({ path, declarations = [] }) =>
      declarations.filter(({ tagName }) => tagName !== undefined).map((found) => ({ path, found })),
    )
    .sort((a, b) => order.indexOf(a.found.tagName) - order.indexOf(b.found.tagName));
  // Said once, at the first host: the tokens are the same for all.
  const tokens = elements.flatMap(({ found }) => found.cssProperties ?? []).map(face);
  const partsOf = (rooms) =>
    elements
      .filter(({ found }) => rooms.includes(found.tagName))
      .flatMap(({ found }) => found.cssParts ?? []);
  return {
    schemaVersion,
    readme: 'README.md',
    modules: elements.map(({ path, found }) => {
      const rooms = hosts.get(found.tagName);
      const isHost = rooms !== undefined;
      const own = found.cssParts ?? [];
      const forwarded = isHost
        ? partsOf(rooms).filter(
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
            description: oneLine(description),
            superclass: { name: 'LitElement', package: 'lit' },
            attributes: isHost ? (found.attributes ?? []).map(face) : [],
            members: (found.members ?? [])
              .filter(isPublic)
              .map(face)
              .map(({ attribute, reflects, ...member }) =>
                isHost && attribute !== undefined
                  ? { ...member, attribute, ...(reflects ? { reflects } : {}) }
                  : member,
              ),
            events: (found.events ?? [])
              .filter(isNamed)
              .map((event) => ({ ...face(event), type: { text: classOf(event.name) } })),
            slots: found.slots ?? [],
            cssParts: [...own, ...forwarded].map(face),
            cssProperties: isHost ? tokens : [],
            cssStates: (found.cssStates ?? []).map(face),
          },
        ],
        exports: [{ kind: 'js', name, declaration: { name, module: file } }],
      };
    }),
  };
};

const cell = (text = '') => text.replaceAll('|', '\\|');

const table = (title, rows) =>
  rows.length === 0
    ? ''
    : `\n### ${title}\n\n| name | what it is |\n|---|---|\n${rows.map(([name, text]) => `| ${cell(name)} | ${cell(text)} |`).join('\n')}\n`;

const typed = ({ type }) => (type === undefined ? '' : `: ${type.text}`);

const element = (declaration) => {
  const { tagName, description, attributes, members, events, slots } = declaration;
  const named = (list) => list.map(({ name, description: text }) => [`\`${name}\``, text]);
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

/** The manifest as a person reads it. */
export const facePage = ({ modules }) =>
  `# The face\n\nEvery name that a page may use. Written from the doc comments by \`npm run manifest\`, as \`custom-elements.json\` is.\n${modules
    .flatMap(({ declarations }) => declarations)
    .map(element)
    .join('')}`;
