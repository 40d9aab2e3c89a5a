/** Journeys of a screen reader's user through a page, and the actions that they share. */
import type { Locator, Page } from 'playwright-core';
import type { Clinic, ScenarioName } from '../../src/mocks/index.js';
import type { Listener } from './listener.js';

/** Tools for a journey. */
export interface JourneyContext {
  readonly page: Page;
  readonly clinic: Clinic;
  /** Performs an action, and records its announcements. */
  readonly record: Listener['record'];
  /** Performs an action without recording it, because another journey does. */
  readonly skip: Listener['skip'];
  /** Advances the clocks of the page and of the clinic. */
  readonly passMinutes: (minutes: number) => Promise<void>;
}

export interface Journey {
  readonly title: string;
  readonly scenario: ScenarioName;
  /** Element under test. The default is `ally-booking`. */
  readonly element?: 'ally-appointment';
  /** Further attributes of the element. */
  readonly attributes?: string;
  /** Whether messages for slow responses are recorded. */
  readonly waits?: true;
  /** HTML before the element. */
  readonly before?: string;
  readonly run: (context: JourneyContext) => Promise<void>;
}

/** Focuses a control, as a user does by keyboard. Only later focus moves are recorded, which the page causes. */
const focusOn = async (control: Locator): Promise<void> => {
  await control.focus();
  await control.page().evaluate(() => (window.focusMoved = false));
};

/** Focuses a button or link, and presses Enter. */
export const enter = async (control: Locator): Promise<void> => {
  await focusOn(control);
  await control.page().keyboard.press('Enter');
};

/** Presses the button with a name. */
export const press = (page: Page, name: string): Promise<void> =>
  enter(page.getByRole('button', { name, exact: true }).first());

/** Checks a radio button or checkbox. */
export const select = async (control: Locator): Promise<void> => {
  if (await control.isChecked()) return;
  await focusOn(control);
  await control.page().keyboard.press('Space');
};

/** Fills the field with a label. */
export const type = async (page: Page, label: string, text: string): Promise<void> => {
  const field = page.getByLabel(label, { exact: true });
  await focusOn(field);
  await field.fill(text);
};

/** Enters a postcode and submits it. */
export const checkPostcode = async (page: Page, postcode = 'SW1A 1AA'): Promise<void> => {
  await type(page, 'Postcode', postcode);
  await press(page, 'Check postcode');
};

/** Selects the first window and continues. */
export const chooseFirstWindow = async (page: Page): Promise<void> => {
  await select(page.getByRole('radio').first());
  await press(page, 'Continue');
};

const details: Readonly<Record<string, string>> = {
  'First name': 'Asha',
  'Last name': 'Example',
  Day: '27',
  Month: '3',
  Year: '1984',
  'Phone number': '07700 900123',
  'Email address': 'asha@example.com',
  'Address line 1': '12 Example Street',
  'Town or city': 'London',
};

/** Fills the patient form for the person who books. `changes` overrides the test data, by label. */
export const fillPatient = async (
  page: Page,
  changes: Readonly<Record<string, string>> = {},
): Promise<void> => {
  await select(page.getByLabel('Me', { exact: true }));
  for (const [label, text] of Object.entries({ ...details, ...changes }))
    await type(page, label, text);
  await select(page.getByRole('checkbox').first());
};

/** Goes to the window step without recording it. */
export const toWindows = ({ page, skip }: JourneyContext): Promise<void> =>
  skip(() => checkPostcode(page));

/** Goes to the patient step without recording it. */
export const toPatient = async (context: JourneyContext): Promise<void> => {
  await toWindows(context);
  await context.skip(() => chooseFirstWindow(context.page));
};

/** Goes to the review step without recording it. */
export const toReview = async (context: JourneyContext): Promise<void> => {
  const { page, skip } = context;
  await toPatient(context);
  await skip(async () => {
    await fillPatient(page);
    await press(page, 'Continue');
  });
};

/** Dispatches `pageshow`, so that the page checks the clock. */
export const showPage = (page: Page): Promise<unknown> =>
  page.evaluate(() => globalThis.dispatchEvent(new Event('pageshow')));
