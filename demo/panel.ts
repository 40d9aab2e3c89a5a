import type { AllyBooking } from '../src/index.js';
import { scenarios, type Clinic, type Scenario, type ScenarioName } from '../src/mocks/index.js';

const eventNames = [
  'ally-ready',
  'ally-load-error',
  'ally-coverage',
  'ally-step',
  'ally-change',
  'ally-submit',
  'ally-booked',
  'ally-notify',
  'ally-problem',
  'input',
  'change',
];

const find = (selector: string): HTMLElement => {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The panel has no ${selector}.`);
  return element;
};

/** Every text within a value, however deep. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** What a person has typed about themselves: none of it may be seen in an event. */
const personalData = (booking: AllyBooking): string[] => {
  const soFar = booking.getSelection();
  if (soFar === undefined) return [];
  const { postcode, draft } = soFar;
  // Of a date of birth the year: a visit may well be on the same day of the month.
  const birthDate = draft.birthDate.year;
  return textsIn([postcode, { ...draft, birthDate, visitFor: '', placeKind: '', consents: [] }])
    .map((text) => text.trim())
    .filter((text) => text.length > 1);
};

const showEvents = (booking: AllyBooking): void => {
  const list = find('#events');
  const leaks = find('#leaks');
  for (const name of eventNames)
    booking.addEventListener(name, (event) => {
      const { detail } = event as Event & { readonly detail?: unknown };
      const said = textsIn(detail);
      const seen = personalData(booking).filter((text) => said.some((part) => part.includes(text)));
      leaks.textContent = String(Number(leaks.textContent) + seen.length);
      const item = document.createElement('li');
      item.textContent = detail === undefined ? name : `${name} ${JSON.stringify(detail)}`;
      list.prepend(item);
    });
};

/** A scenario may be one of the Task, which is read when the journey starts. */
const startAnew = async (booking: AllyBooking): Promise<void> => {
  const { taskId } = booking;
  booking.taskId = '';
  await booking.updateComplete;
  booking.taskId = taskId;
};

/** How the visit looks: its width, its theme, and the page's colour scheme, which it follows. */
const dressBooking = (booking: AllyBooking): void => {
  const choose = (id: string, apply: (value: string) => void): void => {
    const select = find(`#${id}`) as HTMLSelectElement;
    select.addEventListener('change', () => {
      apply(select.value);
    });
  };
  choose('mode', (mode) => {
    booking.mode = mode as AllyBooking['mode'];
  });
  choose('width', (width) => {
    booking.style.inlineSize = width === '' ? '' : `${width}px`;
  });
  choose('look', (look) => {
    const theme = find('#theme') as HTMLLinkElement;
    theme.disabled = look === 'plain';
    if (look !== 'plain') theme.href = `./themes/${look}.css`;
    document.documentElement.dataset['look'] = look;
  });
  choose('scheme', (scheme) => {
    document.documentElement.style.colorScheme = scheme;
  });
};

/** Scenarios by name and by postcode, the event log, and what the form sent. */
export const showPanel = (clinic: Clinic, booking: AllyBooking): void => {
  const select = find('#scenario') as HTMLSelectElement;
  select.append(new Option('A real clinic (by postcode)', ''));
  for (const [name, { title, postcode, expect }] of Object.entries<Scenario>(scenarios)) {
    select.append(new Option(title, name));
    const row = (find('#postcodes') as HTMLTableSectionElement).insertRow();
    row.insertCell().textContent = postcode;
    row.insertCell().textContent = title;
    row.title = expect;
  }
  select.addEventListener('change', () => {
    const name = select.value as ScenarioName | '';
    clinic.use(name === '' ? null : name);
    find('#scenario-text').textContent = name === '' ? '' : scenarios[name].expect;
    booking.reset();
    void startAnew(booking);
  });
  showEvents(booking);
  dressBooking(booking);
};
