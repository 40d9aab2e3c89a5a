/**
 * Warns of settings that are probably not meant, once per cause. Runs in test mode and on localhost only. Text that a
 * person typed is neither read nor printed.
 */
import type { Task } from '../../../domain/task.js';
import type { BookingHost } from '../host.js';
import { warnOfContrast } from './contrast-warnings.js';
import { stylesheetFaults } from './stylesheet-warnings.js';
import type { Fault } from './warning.js';

type Host = BookingHost;

/** Returns a name or selector that is set as a property or as an attribute. */
const given = (host: Host, property: string, attribute: string): string => {
  const value = (host as unknown as Record<string, unknown>)[property];
  return typeof value === 'string' ? value : (host.getAttribute(attribute) ?? '');
};

const missing = ({ taskId, apiBase, api }: Host): Fault[] => [
  ...(taskId === ''
    ? [
        [
          'no-task-id',
          'has no task-id: nothing is booked, and it is empty. Name the Task.',
        ] as const,
      ]
    : []),
  ...(apiBase === '' && api === null
    ? [['no-api-base', 'has no api-base: name your relay, such as api-base="/ally".'] as const]
    : []),
];

const valueFault = (name: string, value: unknown, may: string): Fault => [
  'unknown-value',
  `has ${name}="${String(value)}": it may be ${may}.`,
];

const wrongValues = (host: Host): Fault[] => {
  const { mode, whenUnavailable, headingLevel } = host;
  const faults: Fault[] = [];
  if (!['checkout', 'instant'].includes(mode))
    faults.push(valueFault('mode', mode, '"checkout" or "instant"'));
  if (!['allow', 'block'].includes(whenUnavailable))
    faults.push(valueFault('when-unavailable', whenUnavailable, '"allow" or "block"'));
  if (![1, 2, 3, 4, 5, 6].includes(headingLevel))
    faults.push(valueFault('heading-level', headingLevel, 'a number from 1 to 6'));
  if (host.getAttribute('notify') === 'false')
    faults.push(valueFault('notify', false, 'there or not: leave it out to turn it off'));
  return faults;
};

const plain = (name: string): string => name.replace(/[-_]/g, '');

/** Returns warnings for misspelt attributes, and for children in a slot that the element does not have. */
const misspelt = (host: Host): Fault[] => {
  const known = [
    ...(host.constructor as unknown as { readonly observedAttributes: readonly string[] })
      .observedAttributes,
    ...['postcode-from', 'prefill-from', 'mirror-name', 'state-key'],
  ];
  const attributes = host.getAttributeNames().flatMap((name): Fault[] => {
    const meant = known.find((one) => one !== name && plain(one) === plain(name));
    return meant === undefined || known.includes(name)
      ? []
      : [['unknown-attribute', `has ${name}: write ${meant}.`]];
  });
  const slots = new Set(
    [...(host.shadowRoot?.querySelectorAll('slot') ?? [])].map(({ name }) => name),
  );
  const strays = [...host.children].filter(({ slot }) => !slots.has(slot));
  return [
    ...attributes,
    ...strays.map(({ slot }): Fault => [
      'unknown-slot',
      `has no slot "${slot}": what you gave for it is not shown.`,
    ]),
  ];
};

const withoutForm = (host: Host): Fault[] => {
  const { form, name, mode } = host;
  const mirrorName = given(host, 'mirrorName', 'mirror-name');
  if (mirrorName !== '' && mirrorName === name)
    return [['same-mirror-name', `has "${name}" as name and as mirror-name: they must differ.`]];
  if (form === null && name !== '' && mirrorName === '')
    return host.getRootNode() instanceof ShadowRoot
      ? [
          [
            'in-a-shadow-root',
            'stands in a shadow root: a form outside of it cannot see it. Use mirror-name.',
          ],
        ]
      : [['no-form', 'has a name and no form: its value is not sent. Move it into your form.']];
  if (form !== null && name === '' && mode === 'checkout' && mirrorName === '')
    return [['no-name', 'has no name: its value is not sent with the form. Give it one.']];
  return [];
};

const finds = (host: Host, selector: string): boolean => {
  try {
    const root = host.getRootNode() as Document | ShadowRoot;
    return (root.querySelector(selector) ?? document.querySelector(selector)) !== null;
  } catch {
    return false;
  }
};

const withoutPartner = (host: Host, task: Task | null): Fault[] => {
  const faults: Fault[] = [];
  const { id } = host;
  for (const [name, selector] of [
    ['postcode-from', given(host, 'postcodeFrom', 'postcode-from')],
    ['prefill-from', given(host, 'prefillFrom', 'prefill-from')],
  ] as const)
    if (selector !== '' && !finds(host, selector))
      faults.push(['selector-finds-nothing', `has ${name}="${selector}", which finds nothing.`]);
  const root = host.getRootNode() as Document | ShadowRoot;
  if (id !== '' && root.querySelectorAll(`#${CSS.escape(id)}`).length > 1)
    faults.push(['duplicate-id', `has the id "${id}", and so has something else: change one.`]);
  if (task !== null && task.privacyUrl === undefined && !host.querySelector('[slot=privacy]'))
    faults.push([
      'no-privacy-link',
      'has no privacy link: give the Task one, or fill the slot "privacy".',
    ]);
  return faults;
};

const told = new WeakMap<Element, Set<string>>();

/** Checks an element and the page around it, after the page has loaded. */
export const lookOver = async (element: BookingHost, task: Task | null): Promise<void> => {
  const host: Host = element;
  if (document.readyState !== 'complete')
    await new Promise((resolve) => {
      addEventListener('load', resolve, { once: true });
    });
  // An element that has left the page has no surroundings to check.
  if (!host.isConnected) return;
  const said = told.get(host) ?? new Set();
  told.set(host, said);
  const checks = [missing, wrongValues, misspelt, withoutForm, withoutPartner, stylesheetFaults];
  const faults = checks.flatMap((check) => {
    try {
      return check(host, task);
    } catch {
      // A DOM such as jsdom may lack what a check reads.
      return [];
    }
  });
  for (const [cause, words] of faults) {
    if (said.has(words)) continue;
    said.add(words);
    console.warn(`<${host.localName}> ${words} See docs/embedding.md#${cause}`);
  }
  // Without a layout, as in jsdom, there is nothing to measure.
  if (task !== null) await warnOfContrast(host).catch(() => undefined);
};
