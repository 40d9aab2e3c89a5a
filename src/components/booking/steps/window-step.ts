import { html, nothing, type TemplateResult } from 'lit';
import { addressWords, type Address } from '../../../domain/patient/address.js';
import { placeTime } from '../../../domain/time/zoned-time.js';
import { priceLine, whenWords } from '../../internal/formatting.js';
import { problemIn } from '../../../flow/booking/state.js';
import { below } from '../../internal/heading-level.js';
import { laterCode } from '../render-when-loaded.js';
import type { BookingView } from '../view.js';
import { skeleton } from '../../internal/notices.js';
import { forwardedParts } from '../../internal/parts.js';
import type { AllyPatientForm } from '../../patient-form/patient-form.js';
import type { AllyWindowPicker } from '../../window-picker/window-picker.js';
import { timed } from '../../internal/strings.js';

/** The time zone of a visit until a response names another. */
const homeZone = 'Europe/London';

/** Renders the chosen window, its price, and until when it is held. */
export const windowAnswer = (view: BookingView): TemplateResult | typeof nothing => {
  const { state, words } = view;
  if (!('list' in state)) return nothing;
  const { chosen, hold, list } = state;
  const { timeWords } = timed(words);
  const clock = hold && placeTime(hold.expiresAt, list.timeZone);
  return html`
    <div>${whenWords(chosen, list.timeZone, view)}</div>
    ${priceLine(chosen, view)}
    ${
      clock
        ? html`<div class="quiet">${words.held(timeWords.time(clock.hour, clock.minute))}</div>`
        : nothing
    }
  `;
};

/** Renders the free windows while the window step is open. */
export const windowContent = (view: BookingView): TemplateResult | typeof nothing => {
  const { state, flow, strings, language, headingLevel } = view;
  if (state.step !== 'window') return nothing;
  const list = state.windows.status === 'ready' ? state.windows.value : null;
  return laterCode(
    view,
    'ally-window-picker',
    6,
    () => html`
      <ally-window-picker
        exportparts=${forwardedParts}
        .windows=${list?.windows ?? []}
        .timeZone=${list?.timeZone ?? homeZone}
        .chosen=${state.chosen?.id ?? ''}
        .held=${state.hold?.expiresAt ?? ''}
        .more=${state.later}
        .today=${placeTime(Date.now(), list?.timeZone ?? homeZone).date}
        .lost=${state.lost}
        .pending=${list === null && state.windows.status !== 'failed'}
        .problem=${problemIn(state.windows)}
        .notify=${view.notify}
        .language=${language}
        .headingLevel=${below(headingLevel, 2)}
        .strings=${view.shop?.windowStrings(view) ?? strings}
        @window-choose=${(event: Event) => {
          flow?.chooseWindow((event.target as AllyWindowPicker).chosen);
        }}
        @more-request=${() => flow?.askLaterWindows()}
        @refresh-request=${() => flow?.askWindows()}
        @notify-request=${view.askToBeTold}
      ></ally-window-picker>
    `,
  );
};

/** Renders the patient form while the patient step is open. */
export const patientContent = (view: BookingView): TemplateResult | typeof nothing => {
  const { state, flow, strings, words, headingLevel } = view;
  if (state.step !== 'patient') return nothing;
  if (state.task.status !== 'ready') return skeleton(8, words.loading);
  const task = state.task.value;
  return laterCode(
    view,
    'ally-patient-form',
    8,
    () => html`
      <div class="stack">
        ${view.shop?.moveNotice(view)}
        <ally-patient-form
          exportparts=${forwardedParts}
          .draft=${state.draft}
          .task=${task}
          .postcode=${state.coverage.postcode}
          .fields=${view.fields}
          .prefill=${view.prefill}
          .addressLookup=${view.addressLookup}
          .problems=${state.problems}
          .pending=${state.sealing.status === 'pending' || state.move === 'asked'}
          .problem=${problemIn(state.sealing)}
          .headingLevel=${below(headingLevel, 2)}
          .strings=${strings}
          @draft-change=${(event: Event) => {
            flow?.changeDraft((event.target as AllyPatientForm).draft);
          }}
          @details-submit=${() => flow?.submitDetails()}
        ></ally-patient-form>
      </div>
    `,
  );
};

/** Returns an address in one line, with a postcode that does not wrap. */
export const addressLine = (address: Address): string =>
  addressWords({ ...address, postcode: address.postcode.replace(' ', '\u00a0') });

/** Renders the patient's details in the folded step, so that they can be checked before paying. */
export const patientAnswer = ({ state }: BookingView): TemplateResult | typeof nothing => {
  if (!('selection' in state)) return nothing;
  const { patients, location, note } = state.selection;
  const [patient] = patients;
  return html`
    <div>${patient?.firstName} ${patient?.lastName}</div>
    <div class="quiet">${addressLine(location.address)}</div>
    <div class="quiet">${state.draft.phone}, ${state.draft.email}</div>
    ${note === undefined ? nothing : html`<div class="quiet">${note}</div>`}
  `;
};
