import type { Summary } from '../../../domain/selection.js';
import { journeyWords } from '../../../locales/en-gb/journey.js';
import { whenWords } from '../../internal/formatting.js';
import type { Strings } from '../../../locales/catalogue.js';
import type { BookingHost } from '../host.js';

/** "visit" to "visit-summary"; "attributes[visit]" to "attributes[visit-summary]", which such hosts read as a name. */
const summaryName = (name: string): string => name.replace(/(?=\]?$)/, '-summary');

/** "Blood test at home, Wednesday 6 August, 8am to midday": for the shop's order, in the page's language. */
const summaryWords = (summary: Summary | null, strings: Strings): string => {
  if (summary === null) return '';
  const words = { ...journeyWords, ...strings };
  return `${summary.taskName}, ${whenWords(summary, summary.timeZone, { words })}`;
};

/** The element's hidden input of a name: also one that a host has copied with it. */
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

/** Keeps the value and its words in hidden inputs, for hosts that do not know of elements with a value. */
export const mirror = (element: BookingHost, strings: Strings): void => {
  const { name, value, summary } = element;
  const mirrorName = element.getAttribute('mirror-name');
  if (!mirrorName) return;
  // It would be sent twice; in test mode the console says so.
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
