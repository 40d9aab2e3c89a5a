/** Where a part is met; a part that the host itself draws is there throughout. */
const places = [
  ['ally-coverage-check', 'postcode'],
  ['ally-window-picker', 'window'],
  ['ally-patient-form', 'patient'],
];

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const code = (text) => `\`${text}\``;

const tables = (manifest) => {
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);
  const element = (tag) => elements.find(({ tagName }) => tagName === tag);
  const host = element('ally-booking');
  /** What the host draws itself it describes itself; what it forwards is in its room's words. */
  const stepsOf = ({ name, description }) => {
    const rooms = places.filter(([tag]) =>
      element(tag).cssParts.some((part) => part.name === name),
    );
    const isForwarded = rooms.some(([tag]) =>
      element(tag).cssParts.some((part) => part.description === description),
    );
    return isForwarded && rooms.length < places.length
      ? rooms.map(([, step]) => step).join(', ')
      : 'throughout';
  };
  return {
    tokens: table(
      ['token', 'what it changes', 'when absent'],
      host.cssProperties.map(({ name, description, default: value }) => [
        code(name),
        description,
        /[a-z]\(|^\d|^(?:inherit|transparent)$/.test(value) ? code(value) : value,
      ]),
    ),
    parts: table(
      ['part', 'what it is', 'states', 'step'],
      host.cssParts.map((part) => {
        const [what, states = ''] = part.description.split(/; \+ /);
        return [code(part.name), what, states, stepsOf(part)];
      }),
    ),
    states: table(
      ['state', 'when'],
      host.cssStates.map(({ name, description }) => [code(`:state(${name})`), description]),
    ),
  };
};

/** The page on theming, with the tables that the manifest makes between its marks. */
export const withTables = (page, manifest) => {
  const made = tables(manifest);
  return page.replace(
    /(<!-- (\w+) -->)[\s\S]*?(<!-- \/\2 -->)/g,
    (_, open, name, close) => `${open}\n\n${made[name]}\n\n${close}`,
  );
};
