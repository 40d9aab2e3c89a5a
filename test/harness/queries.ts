/**
 * Queries and actions for tests in the page. They find elements by their text or label, through every open shadow root.
 */
import { shownIn, type } from '../../src/testing/drivers/dom.js';
import * as actions from '../../src/testing/index.js';
import { WAIT_MS } from './limits.js';

export { type };

const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Calls a function on each animation frame until it returns a value. */
export const until = async <Value>(
  find: () => Value | undefined | null | false,
  description: string,
): Promise<Value> => {
  const started = performance.now();
  for (;;) {
    const found = find();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() - started > WAIT_MS) throw new Error(`Not found: ${description}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
};

type TextPattern = string | RegExp;
const matches = (text: string, pattern: TextPattern): boolean =>
  typeof pattern === 'string' ? text === pattern : pattern.test(text);

const labelsOf = (element: HTMLElement): string =>
  [...((element as HTMLInputElement).labels ?? [])].map(textOf).join(' ');

/** Waits for a visible text field with a label. */
export const field = (root: ParentNode, label: TextPattern): Promise<HTMLInputElement> =>
  until(
    () =>
      (shownIn(root, 'input, textarea') as HTMLInputElement[]).find((element) =>
        matches(labelsOf(element), label),
      ),
    `a field "${String(label)}"`,
  );

/** Returns the visible radio buttons. */
export const radios = (root: ParentNode): HTMLInputElement[] =>
  shownIn(root, 'input[type=radio]') as HTMLInputElement[];

/** Waits for a visible button with a text. */
export const button = (root: ParentNode, name: TextPattern): Promise<HTMLButtonElement> =>
  until(
    () =>
      (shownIn(root, 'button') as HTMLButtonElement[]).find((element) =>
        matches(textOf(element), name),
      ),
    `a button "${String(name)}"`,
  );

/** Returns the text of an element's own text nodes, without that of its child elements. */
const ownText = (element: Element): string =>
  [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** Returns true if an element with this text is visible. */
export const isTextShown = (root: ParentNode, text: TextPattern): boolean =>
  shownIn(root, '*').some((element) => matches(ownText(element), text));

/** Waits until an element with this text is visible. */
export const waitForText = (root: ParentNode, text: TextPattern): Promise<true> =>
  until(() => isTextShown(root, text), `the words "${String(text)}"`);

/** Fills the field with a label. */
export const fill = async (root: ParentNode, label: TextPattern, text: string): Promise<void> => {
  type(await field(root, label), text);
};

/** Clicks the button with a text. */
export const press = async (root: ParentNode, name: TextPattern): Promise<void> => {
  (await button(root, name)).click();
};

/** Clicks the field with a label, such as a radio button. */
export const choose = async (root: ParentNode, label: TextPattern): Promise<void> => {
  (await field(root, label)).click();
};

/** Returns the focused element, in whichever shadow root it is. */
export const focused = (): Element | null => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};

/** Returns the names of all rendered parts, in every open shadow root. */
export const partsIn = (root: ParentNode): Set<string> =>
  new Set(
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...element.part,
      ...(element.shadowRoot ? partsIn(element.shadowRoot) : []),
    ]),
  );

/**
 * Details of the test patient, by label. Each value is unique on the page, so that tests can search for leaks of it.
 */
export const patient = {
  'First name': 'Zebedina',
  'Last name': 'Quillfeather',
  Day: '27',
  Month: 'mar',
  Year: '1984',
  'Phone number': '07700 900123',
  'Email address': 'zebedina@example.com',
  'Address line 1': '12 Markerstone Street',
  'Address line 2 (optional)': 'Flat Xylophone',
  'Town or city': 'Testhampton',
  'Anything we need to know (optional)': 'Beware of the wyvern',
};

/** Options for the actions of `src/testing`, with the timeout of `until`. */
const options = { timeout: WAIT_MS };

/** Fills the patient form without submitting it. */
export const fillPatient = (root: ParentNode): Promise<void> =>
  actions.fillPatient(
    root,
    actions.aPatient({
      firstName: patient['First name'],
      lastName: patient['Last name'],
      birthDate: { day: patient.Day, month: patient.Month, year: patient.Year },
      phone: patient['Phone number'],
      email: patient['Email address'],
      line1: patient['Address line 1'],
      line2: patient['Address line 2 (optional)'],
      town: patient['Town or city'],
      note: patient['Anything we need to know (optional)'],
      consents: ['care'],
    }),
    { ...options, submit: false },
  );

/** Enters a postcode and submits it. */
export const checkPostcode = (root: ParentNode, postcode: string): Promise<void> =>
  actions.enterPostcode(root, postcode, options);

/** Selects a window and continues. Resolves with the text of its time. */
export const chooseWindow = (root: ParentNode, index = 0): Promise<string> =>
  actions.chooseWindow(root, index, options);
