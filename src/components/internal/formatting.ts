import { html, nothing, type TemplateResult } from 'lit';
import type { Summary } from '../../domain/selection.js';
import { placeTime, spanWords } from '../../domain/time/zoned-time.js';
import { priceWords } from '../../domain/price.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import { reviewWords } from '../../locales/en-gb/review.js';
import type { Strings } from '../../locales/catalogue.js';
import { timed } from './strings.js';

/** Language and messages for the lines of a visit, before and after it is booked. */
export interface Wording {
  readonly language: string;
  readonly words: JourneyWords;
}

/** Formats a window, such as "Wednesday 6 August, 8am to midday", for every step after the choice. */
export const whenWords = (
  visit: Pick<Summary, 'startAt' | 'endAt'>,
  timeZone: string,
  wording: Pick<Wording, 'words'>,
): string => {
  const words = timed(wording.words);
  return words.dayAndTime(
    words.dayWords(placeTime(visit.startAt, timeZone).date),
    spanWords(visit, timeZone, words.timeWords),
  );
};

/** Renders a price, such as "£12.50", or "Free". Renders nothing if there is no price. */
export const priceLine = (
  { price }: Pick<Summary, 'price'>,
  { language, words }: Wording,
): TemplateResult | typeof nothing =>
  price === undefined
    ? nothing
    : html`<div part="price">
        ${price.amount === 0 ? words.free : priceWords(price, language)}
      </div>`;

/** Renders what the patient must do before the visit, such as fasting. */
export const preparationLine = (
  preparation: string | undefined,
  strings: Strings,
): TemplateResult | typeof nothing =>
  preparation === undefined
    ? nothing
    : html`<p>
        <strong>${{ ...reviewWords, ...strings }.preparation}</strong><br />${preparation}
      </p>`;
