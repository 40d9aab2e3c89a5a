import { html, nothing, type TemplateResult } from 'lit';
import type { PatientDraft } from '../booking/patient.js';
import type { Problem } from '../booking/problem.js';
import type { BookingState, Remote } from '../flow/state.js';
import type { EarlierStep } from '../flow/transitions.js';
import type { JourneyWords } from '../locales/en-gb/journey.js';
import type { Strings } from '../locales/words.js';
import type { AllyCoverageCheck } from './coverage-check.js';
import type { LaterRoom, LaterRooms } from './later-rooms.js';
import { problemNotice, skeleton } from './notices.js';
import { forwardedParts } from './parts.js';
import type { AllyPatientForm } from './patient-form.js';
import { patientSummary, stepSection, visitTime } from './steps.js';
import type { AllyWindowPicker } from './window-picker.js';

/** What the journey is drawn from, and what a person can do in it. */
export interface BookingView {
  readonly state: BookingState;
  readonly rooms: LaterRooms;
  readonly words: JourneyWords;
  readonly strings: Strings;
  readonly language: string;
  readonly headingLevel: number;
  readonly askTask: () => void;
  readonly checkPostcode: (postcode: string) => void;
  readonly askWindows: () => void;
  readonly chooseWindow: (windowId: string) => void;
  readonly changeDraft: (draft: PatientDraft) => void;
  readonly submitDetails: () => void;
  readonly reopen: (step: EarlierStep) => void;
}

/** The stack of steps, and after the last one what happens next. */
export const bookingView = (view: BookingView): TemplateResult => {
  const { state, words } = view;
  if (state.task.status === 'failed') {
    const notice = problemNotice(state.task.problem, words, view.askTask);
    return html`<div class="step">${notice}</div>`;
  }
  return html`
    ${stepSection({
      ...stepOf(view, 'coverage', 1),
      title: words.coverageStep,
      changeWhat: words.changeCoverage,
      answer: state.step === 'coverage' ? '' : state.coverage.postcode,
      content: coverageContent(view),
    })}
    ${stepSection({
      ...stepOf(view, 'window', 2),
      title: words.windowStep,
      changeWhat: words.changeWindow,
      answer: windowAnswer(view),
      content: windowContent(view),
    })}
    ${stepSection({
      ...stepOf(view, 'patient', 3),
      title: words.patientStep,
      changeWhat: words.changePatient,
      answer: state.step === 'review' ? patientSummary(state) : '',
      content: patientContent(view),
    })}
    ${reviewEnd(view)}
  `;
};

const order = { coverage: 1, window: 2, patient: 3, review: 4 };

const stepOf = (view: BookingView, name: EarlierStep, number: number) => ({
  name,
  number,
  standing:
    view.state.step === name
      ? ('current' as const)
      : number < order[view.state.step]
        ? ('done' as const)
        : ('later' as const),
  headingLevel: view.headingLevel + 1,
  change: view.words.change,
  onChange: () => {
    view.reopen(name);
  },
});

const problemIn = (remote: Remote<unknown>): Problem | null =>
  remote.status === 'failed' ? remote.problem : null;

const coverageContent = ({ state, strings, checkPostcode }: BookingView) => html`
  ${state.step === 'coverage'
    ? html`<ally-coverage-check
        exportparts=${forwardedParts}
        .postcode=${state.postcode}
        .pending=${state.check.status === 'pending'}
        .outcome=${state.check.status === 'ready' ? state.check.value : null}
        .problem=${problemIn(state.check)}
        .strings=${strings}
        @postcode-submit=${(event: Event) => {
          checkPostcode((event.target as AllyCoverageCheck).postcode);
        }}
      ></ally-coverage-check>`
    : nothing}
  <slot
    name="not-covered"
    ?hidden=${!(state.step === 'coverage' && state.check.status === 'ready')}
  ></slot>
`;

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
      return problemNotice({ code: 'script-failed', canRetry: true, requestId: null }, words, () => {
        void rooms.load(room);
      });
    default:
      return skeleton(bars, words.loading);
  }
};

const windowAnswer = ({ state, language, words }: BookingView): string =>
  state.step === 'patient' || state.step === 'review'
    ? visitTime(state.chosen, state.list.timeZone, language, words)
    : '';

const windowContent = (view: BookingView): TemplateResult | typeof nothing => {
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
        .headingLevel=${headingLevel + 2}
        .strings=${strings}
        @window-choose=${(event: Event) => {
          view.chooseWindow((event.target as AllyWindowPicker).chosen);
        }}
        @refresh-request=${view.askWindows}
      ></ally-window-picker>
    `,
  );
};

const patientContent = (view: BookingView) => {
  const { state, strings, words, headingLevel } = view;
  const task = state.task.status === 'ready' ? state.task.value : null;
  const open = state.step === 'patient';
  return html`
    <slot name="privacy" class="privacy" ?hidden=${!open}
      >${task?.privacyUrl === undefined
        ? nothing
        : html`<a href=${task.privacyUrl} target="_blank" rel="noopener">${words.privacy}</a>`}</slot
    >
    ${!open
      ? nothing
      : task === null
        ? skeleton(8, words.loading)
        : laterRoom(
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
                .headingLevel=${headingLevel + 2}
                .strings=${strings}
                @draft-change=${(event: Event) => {
                  view.changeDraft((event.target as AllyPatientForm).draft);
                }}
                @details-submit=${view.submitDetails}
              ></ally-patient-form>
            `,
          )}
  `;
};

const reviewEnd = ({ state, words, headingLevel }: BookingView) =>
  state.step !== 'review'
    ? nothing
    : html`
        <div part="notice" class="end" id="step-review">
          <div class="heading" role="heading" aria-level=${headingLevel + 1} tabindex="-1">
            ${words.readyTitle}
          </div>
          <p>${words.readyText}</p>
        </div>
      `;
