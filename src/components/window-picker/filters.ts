import { html, nothing, type TemplateResult } from 'lit';
import { windowInWords, type WindowListView } from './day-list.js';
import { quietButton } from './radio.js';

/** Renders a button that selects the earliest window and moves focus to it. Only Continue chooses it. */
export const earliestButton = (view: WindowListView): TemplateResult | typeof nothing => {
  const { place, words } = view;
  const { earliest } = place;
  return earliest === undefined
    ? nothing
    : quietButton(words.earliest(windowInWords(earliest, view)), () => {
        place.select(earliest.id);
        place.focusOn = earliest.id;
      });
};

/**
 * Renders the filter for morning, afternoon or evening, if the list is long. It consists of toggle buttons, not of
 * radio buttons: they change what is shown, and are not an answer.
 */
export const partFilter = ({ place, words }: WindowListView): TemplateResult | typeof nothing =>
  place.shown.parts.length === 0
    ? nothing
    : html`
        <div class="parts" role="group" aria-label=${words.timeOfDay}>
          ${[null, ...place.shown.parts].map(
            (part) => html`
              <button
                part="button secondary ${part === place.part ? 'checked' : ''}"
                type="button"
                aria-pressed=${String(part === place.part)}
                @click=${() => {
                  place.narrowTo(part);
                }}
              >
                ${words[part ?? 'anyTime']}
              </button>
            `,
          )}
        </div>
      `;
