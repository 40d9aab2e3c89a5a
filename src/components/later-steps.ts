import { html, nothing, type TemplateResult } from 'lit';
import { addressWords } from '../booking/address.js';
import { dayWords, placeTime, spanWords } from '../booking/window.js';
import type { Remote } from '../flow/state.js';
import type { Problem } from '../booking/problem.js';
import { below, type BookingView } from './booking-view.js';
import type { LaterRoom } from './later-rooms.js';
import { problemNotice, skeleton } from './notices.js';
import { forwardedParts } from './parts.js';
import type { AllyPatientForm } from './patient-form.js';
import type { AllyWindowPicker } from './window-picker.js';

const problemIn = (remote: Remote<unknown>): Problem | null =>
  remote.status === 'failed' ? remote.problem : null;

/** A room whose code has come, or what stands in its place until it has. */
const laterRoom = (
  { rooms, words }: BookingView,
  room: LaterRoom,
  bars: number,
  content: () => TemplateResult,
): TemplateResult => {
  switch (rooms.of(room)) {
    case 'ready':
      return content();
    case 'failed':
      return problemNotice(
        { code: 'script-failed', canRetry: true, requestId: null },
        words,
        () => {
          void rooms.load(room);
        },
      );
    default:
      return skeleton(bars, words.loading);
  }
};

/** "Wednesday 6 August, 8am to midday": repeated on every step after it was chosen. */
export const windowAnswer = ({ state, language, words }: BookingView): string => {
  if (state.step !== 'patient' && state.step !== 'review') return '';
  const { chosen, list } = state;
  const { date } = placeTime(chosen.startAt, list.timeZone);
  return words.dayAndTime(
    dayWords(date, language),
    spanWords(chosen, list.timeZone, words.timeWords),
  );
};

/** The free windows, while one is chosen. */
export const windowContent = (view: BookingView): TemplateResult | typeof nothing => {
  const { state, strings, language, headingLevel } = view;
  if (state.step !== 'window') return nothing;
  const list = state.windows.status === 'ready' ? state.windows.value : null;
  return laterRoom(
    view,
    'ally-window-picker',
    6,
    () => html`
      <ally-window-picker
        exportparts=${forwardedParts}
        .windows=${list?.windows ?? []}
        .timeZone=${list?.timeZone ?? 'Europe/London'}
        .chosen=${state.chosen?.id ?? ''}
        .lost=${state.lost}
        .pending=${list === null && state.windows.status !== 'failed'}
        .problem=${problemIn(state.windows)}
        .language=${language}
        .headingLevel=${below(headingLevel, 2)}
        .strings=${strings}
        @window-choose=${(event: Event) => {
          view.chooseWindow((event.target as AllyWindowPicker).chosen);
        }}
        @refresh-request=${view.askWindows}
      ></ally-window-picker>
    `,
  );
};

/** The patient's form, while it is filled in. */
export const patientContent = (view: BookingView): TemplateResult | typeof nothing => {
  const { state, strings, words, headingLevel } = view;
  if (state.step !== 'patient') return nothing;
  if (state.task.status !== 'ready') return skeleton(8, words.loading);
  const task = state.task.value;
  return laterRoom(
    view,
    'ally-patient-form',
    8,
    () => html`
      <ally-patient-form
        exportparts=${forwardedParts}
        .draft=${state.draft}
        .task=${task}
        .postcode=${state.coverage.postcode}
        .problems=${state.problems}
        .pending=${state.sealing.status === 'pending'}
        .problem=${problemIn(state.sealing)}
        .headingLevel=${below(headingLevel, 2)}
        .strings=${strings}
        @draft-change=${(event: Event) => {
          view.changeDraft((event.target as AllyPatientForm).draft);
        }}
        @details-submit=${view.submitDetails}
      ></ally-patient-form>
    `,
  );
};

/** What was given about the patient, to be looked over before paying. */
export const patientAnswer = ({ state }: BookingView): TemplateResult | typeof nothing => {
  if (state.step !== 'review') return nothing;
  const { patients, location, note } = state.selection;
  const [patient] = patients;
  return html`
    <div>${patient?.firstName} ${patient?.lastName}</div>
    <div class="quiet">${addressWords(location.address)}</div>
    <div class="quiet">${state.draft.phone}, ${state.draft.email}</div>
    ${note === undefined ? nothing : html`<div class="quiet">${note}</div>`}
  `;
};

/** After the last step: what happens next. */
export const reviewEnd = ({
  state,
  words,
  headingLevel,
}: BookingView): TemplateResult | typeof nothing =>
  state.step !== 'review'
    ? nothing
    : html`
        <div part="notice" class="end" id="step-review">
          <div class="heading" role="heading" aria-level=${below(headingLevel, 1)} tabindex="-1">
            ${words.readyTitle}
          </div>
          <p>${words.readyText}</p>
        </div>
      `;
