import type { Summary } from '../../../domain/selection.js';
import { journeyWords } from '../../../locales/en-gb/journey.js';
import { whenWords } from '../../internal/formatting.js';
import type { Strings } from '../../../locales/catalogue.js';
import type { BookingHost } from '../host.js';

/**
 * Returns the name of the input for the summary: `visit` becomes `visit-summary`, and `attributes[visit]` becomes
 * `attributes[visit-summary]`, because such hosts read the text in brackets as a name.
 */
const summaryName = (name: string): string => name.replace(/(?=\]?$)/, '-summary');

/**
 * Returns the visit in words for the merchant's order, in the language of the page, such as "Blood test at home,
 * Wednesday 6 August, 8am to midday".
 */
const summaryWords = (summary: Summary | null, strings: Strings): string => {
  if (summary === null) return '';
  const words = { ...journeyWords, ...strings };
  return `${summary.taskName}, ${whenWords(summary, summary.timeZone, { words })}`;
};

/** Returns the element's hidden input of a name. Reuses one that a host has copied with the element. */
const inputOf = (element: BookingHost, name: string): HTMLInputElement => {
  const inputs = [...element.querySelectorAll<HTMLInputElement>(':scope > input[type=hidden]')];
  const [found = document.createElement('input'), ...copies] = inputs.filter(
    (input) => input.name === name,
  );
  for (const copy of copies) copy.remove();
  found.type = 'hidden';
  found.name = name;
  if (found.parentNode !== element) element.append(found);
  return found;
};

/** Keeps the value and its summary in hidden inputs, for hosts without support for form-associated elements. */
export const mirror = (element: BookingHost, strings: Strings): void => {
  const { name, value, summary } = element;
  const mirrorName = element.getAttribute('mirror-name');
  if (!mirrorName) return;
  // The form would submit two values of one name. In test mode a warning says so.
  if (mirrorName === name) return;
  const form = element.getAttribute('form');
  for (const [named, said] of [
    [mirrorName, value],
    [summaryName(mirrorName), summaryWords(summary, strings)],
  ] as const) {
    const input = inputOf(element, named);
    input.value = said;
    input.disabled = element.matches(':disabled');
    if (form !== null) input.setAttribute('form', form);
  }
};
