/** Shows the visit's parts: what is pointed at or in focus prints its selector and lights up. Made from the manifest. */
import type { AllyBooking } from '../src/index.js';
import { createClinic } from '../src/mocks/index.js';
import { startClinic } from '../src/mocks/browser.js';
import manifest from '../custom-elements.json';

interface Part {
  readonly name: string;
  readonly description: string;
}

const booking = document.querySelector<AllyBooking>('ally-booking');
const list = document.querySelector('#parts');
const output = document.querySelector('output');
if (!booking || !list || !output) throw new Error('The page has lost its visit.');

const opened = startClinic({ base: '/ally', clinic: createClinic() });
// The clinic lives in this page: until its doors are open, whoever asks waits.
booking.fetch = async (...request) => {
  await opened;
  return fetch(...request);
};

const parts: readonly Part[] = manifest.modules
  .flatMap(({ declarations }) => declarations as readonly { tagName?: string; cssParts?: Part[] }[])
  .flatMap(({ tagName, cssParts = [] }) => (tagName === 'ally-booking' ? cssParts : []));

/** Whatever a page may do, and no more: one rule for the part. */
const light = document.head.appendChild(document.createElement('style'));

const buttons = new Map(
  parts.map(({ name, description }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.title = description;
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => {
      show([name]);
    });
    button.addEventListener('focus', () => {
      show([name]);
    });
    button.addEventListener('pointerenter', () => {
      show([name]);
    });
    const item = list.appendChild(document.createElement('li'));
    item.append(button);
    return [name, button] as const;
  }),
);

/** Prints the selector of a part, its states with it, and lights up all that it reaches. */
const show = (names: readonly string[]): void => {
  const selector = `ally-booking::part(${names.join(' ')})`;
  const [name = ''] = names;
  output.textContent = selector;
  light.textContent = `${selector} { outline: 3px solid #d6006c; outline-offset: 1px; }`;
  for (const [known, button] of buttons)
    button.setAttribute('aria-pressed', String(known === name));
};

/** The part that an event came from: the innermost that has a name. */
const showPartOf = (event: Event): void => {
  for (const target of event.composedPath()) {
    if (target === booking) return;
    const names = target instanceof Element ? (target.getAttribute('part') ?? '') : '';
    if (names === '') continue;
    show(names.split(/\s+/));
    return;
  }
};

booking.addEventListener('pointerover', showPartOf);
booking.addEventListener('focusin', showPartOf);

const isHere = (root: ParentNode, name: string): boolean =>
  root.querySelector(`[part~="${name}"]`) !== null ||
  [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot && isHere(shadowRoot, name));

/** What the step shown has none of is quiet in the list. */
const mark = (): void => {
  for (const [name, button] of buttons)
    button.classList.toggle('away', !isHere(booking.shadowRoot ?? booking, name));
};

for (const event of ['ally-ready', 'ally-step', 'ally-coverage', 'ally-change', 'click'])
  booking.addEventListener(event, () => {
    void booking.updateComplete.then(mark);
  });
mark();
