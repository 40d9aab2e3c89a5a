import { html, nothing, type TemplateResult } from 'lit';
import { windowInWords, type WindowListView } from './day-list.js';
import { quietButton } from './radio.js';

/** The earliest window as one button. It selects and leads there; choosing is for Continue alone. */
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
 * Morning, afternoon or evening, where the list is long. Buttons that stay pressed, not radios: they
 * change what is seen and answer nothing.
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
