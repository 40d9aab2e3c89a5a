import { html, nothing, type TemplateResult } from 'lit';
import type { PatientDraft } from '../booking/draft.js';
import type { Problem } from '../booking/problem.js';
import type { BookingState, Remote } from '../flow/state.js';
import type { EarlierStep } from '../flow/happenings.js';
import type { JourneyWords } from '../locales/en-gb/journey.js';
import type { Strings } from '../locales/words.js';
import type { AllyCoverageCheck } from './coverage-check.js';
import type { LaterRooms, LaterSteps } from './later-rooms.js';
import { problemNotice, skeleton } from './notices.js';
import { forwardedParts } from './parts.js';
import { stepSection } from './steps.js';

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
  const { state, words, rooms } = view;
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
      answer: later(view, 'window', ({ windowAnswer }) => windowAnswer(view)),
      content: later(view, 'window', ({ windowContent }) => windowContent(view)),
    })}
    ${stepSection({
      ...stepOf(view, 'patient', 3),
      title: words.patientStep,
      changeWhat: words.changePatient,
      answer: later(view, 'patient', ({ patientAnswer }) => patientAnswer(view)),
      content: html`
        <slot name="privacy" class="privacy">${privacyLink(view)}</slot>
        ${later(view, 'patient', ({ patientContent }) => patientContent(view))}
      `,
    })}
    ${rooms.steps?.reviewEnd(view) ?? nothing}
  `;
};

/** A heading's level further down the page's outline; there are six. */
export const below = (level: number, steps: number): number => Math.min(6, level + steps);

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
  headingLevel: below(view.headingLevel, 1),
  change: view.words.change,
  onChange: () => {
    view.reopen(name);
  },
});

const problemIn = (remote: Remote<unknown>): Problem | null =>
  remote.status === 'failed' ? remote.problem : null;

/** A later step's content and answer, or what stands in its place until its code has come. */
const later = (
  { rooms, state, words }: BookingView,
  step: EarlierStep,
  part: (steps: LaterSteps) => unknown,
): unknown => {
  if (rooms.steps !== null) return part(rooms.steps);
  if (state.step !== step) return nothing;
  return rooms.of('ally-window-picker') === 'failed'
    ? problemNotice({ code: 'script-failed', canRetry: true, requestId: null }, words, () => {
        void rooms.load('ally-window-picker');
      })
    : skeleton(6, words.loading);
};

const coverageContent = ({ state, strings, checkPostcode }: BookingView) => html`
  ${
    state.step === 'coverage'
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
      : nothing
  }
  <slot
    name="not-covered"
    ?hidden=${!(state.step === 'coverage' && state.check.status === 'ready')}
  ></slot>
`;

const privacyLink = ({ state, words }: BookingView): TemplateResult | typeof nothing =>
  state.task.status === 'ready' && state.task.value.privacyUrl !== undefined
    ? html`<a href=${state.task.value.privacyUrl} target="_blank" rel="noopener"
        >${words.privacy}</a
      >`
    : nothing;
