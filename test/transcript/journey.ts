/** A person's way through the page, told as it is heard; and what many of them do. */
import type { Locator, Page } from 'playwright-core';
import type { Clinic, ScenarioName } from '../../src/mocks/index.js';
import type { Listener } from './listener.js';

/** Who tells a journey, and what they have at hand. */
export interface JourneyContext {
  readonly page: Page;
  readonly clinic: Clinic;
  /** Does something, and writes down what is heard of it. */
  readonly record: Listener['record'];
  /** Does something that was told elsewhere, and writes nothing down. */
  readonly skip: Listener['skip'];
  /** Lets the clock of the page and of the clinic go on. */
  readonly passMinutes: (minutes: number) => Promise<void>;
}

/** A journey through the page, and how it is set up. */
export interface Journey {
  readonly title: string;
  readonly scenario: ScenarioName;
  /** The element, where it is not the booking of a checkout. */
  readonly element?: 'ally-appointment';
  /** Attributes of the element besides those that every shop sets. */
  readonly attributes?: string;
  /** Whether it is about an answer that takes long. */
  readonly waits?: true;
  /** What the shop has before it. */
  readonly before?: string;
  readonly run: (context: JourneyContext) => Promise<void>;
}

/** Goes there by the keyboard: from now on it is heard where focus goes by itself. */
const focusOn = async (control: Locator): Promise<void> => {
  await control.focus();
  await control.page().evaluate(() => (window.focusMoved = false));
};

/** Presses a button, or follows a link, where its focus is. */
export const enter = async (control: Locator): Promise<void> => {
  await focusOn(control);
  await control.page().keyboard.press('Enter');
};

/** Presses a button. */
export const press = (page: Page, name: string): Promise<void> =>
  enter(page.getByRole('button', { name, exact: true }).first());

/** Selects a radio button, or ticks a box. */
export const select = async (control: Locator): Promise<void> => {
  if (await control.isChecked()) return;
  await focusOn(control);
  await control.page().keyboard.press('Space');
};

/** Fills a field. */
export const type = async (page: Page, label: string, text: string): Promise<void> => {
  const field = page.getByLabel(label, { exact: true });
  await focusOn(field);
  await field.fill(text);
};

/** Enters a postcode and has it checked. */
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

/** Answers what is asked about the person who books, in other words where some are given. */
export const fillPatient = async (
  page: Page,
  otherwise: Readonly<Record<string, string>> = {},
): Promise<void> => {
  await select(page.getByLabel('Me', { exact: true }));
  for (const [label, text] of Object.entries({ ...details, ...otherwise }))
    await type(page, label, text);
  await select(page.getByRole('checkbox').first());
};

/** Nothing of this is told. */
export const toWindows = ({ page, skip }: JourneyContext): Promise<void> => skip(() => checkPostcode(page));

/** Goes to the patient step. */
export const toPatient = async (context: JourneyContext): Promise<void> => {
  await toWindows(context);
  await context.skip(() => chooseFirstWindow(context.page));
};

/** Goes to the review step. */
export const toReview = async (context: JourneyContext): Promise<void> => {
  const { page, skip } = context;
  await toPatient(context);
  await skip(async () => {
    await fillPatient(page);
    await press(page, 'Continue');
  });
};

/** The page wakes, and looks at the clock. */
export const showPage = (page: Page): Promise<unknown> =>
  page.evaluate(() => globalThis.dispatchEvent(new Event('pageshow')));
