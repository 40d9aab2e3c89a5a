import type { Declaration, Manifest, Named } from '../manifest/manifest.js';

/** A child element of `<ally-booking>`, and the step that it shows. */
interface StepElement {
  readonly tag: string;
  readonly step: string;
}

/** The tables, by the names of their markers in the page. */
interface Tables {
  readonly tokens: string;
  readonly parts: string;
  readonly states: string;
}

/** The child elements. Their parts are shown in their own step, and those of the host throughout. */
const stepElements: readonly StepElement[] = [
  { tag: 'ally-coverage-check', step: 'postcode' },
  { tag: 'ally-window-picker', step: 'window' },
  { tag: 'ally-patient-form', step: 'patient' },
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const code = (text: string): string => `\`${text}\``;

const tables = (manifest: Manifest): Tables => {
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);
  const element = (tag: string): Declaration => {
    const found = elements.find(({ tagName }) => tagName === tag);
    if (!found) throw new Error(`The manifest has no ${tag}.`);
    return found;
  };
  const host = element('ally-booking');
  /** Names the steps that show a part. A part is forwarded from a child element if it has the child's description. */
  const stepsOf = ({ name, description }: Named): string => {
    const owners = stepElements.filter(({ tag }) =>
      element(tag).cssParts.some((part) => part.name === name),
    );
    const isForwarded = owners.some(({ tag }) =>
      element(tag).cssParts.some((part) => part.description === description),
    );
    return isForwarded && owners.length < stepElements.length
      ? owners.map(({ step }) => step).join(', ')
      : 'throughout';
  };
  return {
    tokens: table(
      ['token', 'what it changes', 'when absent'],
      host.cssProperties.map(({ name, description = '', default: value = '' }) => [
        code(name),
        description,
        /[a-z]\(|^\d|^(?:inherit|transparent)$/.test(value) ? code(value) : value,
      ]),
    ),
    parts: table(
      ['part', 'what it is', 'states', 'step'],
      host.cssParts.map((part) => {
        const [what = '', states = ''] = (part.description ?? '').split(/; \+ /);
        return [code(part.name), what, states, stepsOf(part)];
      }),
    ),
    states: table(
      ['state', 'when'],
      host.cssStates.map(({ name, description = '' }) => [code(`:state(${name})`), description]),
    ),
  };
};

/** Returns the page on theming with the tables between its markers made from the manifest. */
export const withTables = (page: string, manifest: Manifest): string => {
  const made = tables(manifest);
  return page.replace(
    /(<!-- (\w+) -->)[\s\S]*?(<!-- \/\2 -->)/g,
    (_, open: string, name: keyof Tables, close: string) => `${open}\n\n${made[name]}\n\n${close}`,
  );
};
