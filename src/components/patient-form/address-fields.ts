import { html, type TemplateResult } from 'lit';
import type { PatientDraft } from '../../domain/patient/draft.js';
import { addressSearch, type AddressSearch } from './address-lookup.js';
import { choices } from '../internal/radio-group.js';
import { autofill, draftField, fieldView, mayBeEmptyLabel, told } from './field-state.js';
import type { PatientView } from './field-state.js';

/** Renders the place of the visit. The postcode is the covered one, which only the first step can change. */
export const placeFields = (
  view: PatientView,
  postcode: string,
  search: AddressSearch,
): TemplateResult => {
  const { words, draft, change } = view;
  return html`
    ${choices({
      ...fieldView(view, 'placeKind', words.place),
      options: [
        { value: 'home', label: words.home },
        { value: 'work', label: words.work },
        { value: 'other', label: words.elsewhere },
      ],
      chosen: draft.placeKind,
      onChoose: (placeKind) => {
        change({ placeKind: placeKind as PatientDraft['placeKind'] });
      },
    })}
    ${told(words.addressPostcode, postcode)}
    ${search.isOpen(view) ? addressSearch(view, postcode, search) : addressFields(view)}
  `;
};

/** Renders the fields of the address. They are shown after a search too, so that it can be corrected. */
const addressFields = (view: PatientView): TemplateResult => {
  const { words } = view;
  const line2 = mayBeEmptyLabel(view, 'line2', words.line2);
  return html`
    ${draftField(view, 'line1', words.line1, autofill(view, 'address-line1'))}
    ${draftField(view, 'line2', line2, autofill(view, 'address-line2'))}
    ${draftField(view, 'town', words.town, autofill(view, 'address-level2'), { width: 20 })}
  `;
};
