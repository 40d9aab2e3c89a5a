import { html, nothing, type TemplateResult } from 'lit';
import type { Summary } from '../../domain/selection.js';
import { placeTime, spanWords } from '../../domain/time/zoned-time.js';
import { priceWords } from '../../domain/price.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import { reviewWords } from '../../locales/en-gb/review.js';
import type { Strings } from '../../locales/catalogue.js';
import { timed } from './strings.js';

/** How lines of an appointment are worded, before it is booked and after. */
export interface Wording {
  readonly language: string;
  readonly words: JourneyWords;
}

/** "Wednesday 6 August, 8am to midday": repeated on every step after it was chosen. */
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

/** "£12.50", or "Free"; nothing where no price is told. */
export const priceLine = (
  { price }: Pick<Summary, 'price'>,
  { language, words }: Wording,
): TemplateResult | typeof nothing =>
  price === undefined
    ? nothing
    : html`<div part="price">
        ${price.amount === 0 ? words.free : priceWords(price, language)}
      </div>`;

/** What the patient must do before the visit, such as fasting. */
export const preparationLine = (
  preparation: string | undefined,
  strings: Strings,
): TemplateResult | typeof nothing =>
  preparation === undefined
    ? nothing
    : html`<p>
        <strong>${{ ...reviewWords, ...strings }.preparation}</strong><br />${preparation}
      </p>`;
