import { html, nothing, type TemplateResult } from 'lit';
import { isBookingOpen, problemIn, type BookingState } from '../../flow/booking/state.js';
import type { EarlierStep } from '../../flow/booking/actions.js';
import type { AllyCoverageCheck } from '../coverage-check/coverage-check.js';
import { below } from '../internal/heading-level.js';
import { problemNotice } from '../internal/notices.js';
import { forwardedParts } from '../internal/parts.js';
import { laterCode } from './render-when-loaded.js';
import { stepSection } from './step-section.js';
import type { BookingView } from './view.js';

/** Renders the stack of steps, and after the last one what happens next. */
export const bookingView = (view: BookingView): TemplateResult => {
  const { state, words, rooms } = view;
  view.shop?.see(view);
  if (state.task.status === 'failed') {
    const notice = problemNotice(state.task.problem, words, view.askTask);
    return html`<div class="step">${notice}</div>`;
  }
  const later = rooms.get('ally-window-picker');
  return html`
    ${isWhole(state) ? earlierSteps(view) : nothing}
    ${
      state.step === 'review' || state.step === 'booked'
        ? laterCode(view, 'ally-window-picker', 2, ({ reviewEnd }) => reviewEnd(view))
        : nothing
    }
    <slot name="confirmation" ?hidden=${state.step !== 'booked' || later === null}></slot>
  `;
};

/** Whether the steps are shown: everything entered is available, and may still be changed. */
const isWhole = (state: BookingState): boolean =>
  state.step !== 'booked' && !(state.step === 'review' && state.end === 'restored');

const earlierSteps = (view: BookingView): TemplateResult => {
  const { state, words, rooms } = view;
  const later = rooms.get('ally-window-picker');
  return html`
    ${stepSection({
      ...stepOf(view, 'coverage', 1),
      title: words.coverageStep,
      changeWhat: words.changeCoverage,
      answer:
        'coverage' in state ? (view.shop?.coverageAnswer(view) ?? state.coverage.postcode) : '',
      content: coverageContent(view),
    })}
    ${stepSection({
      ...stepOf(view, 'window', 2),
      title: words.windowStep,
      changeWhat: words.changeWindow,
      answer: later?.windowAnswer(view),
      content:
        state.step === 'window'
          ? laterCode(view, 'ally-window-picker', 6, ({ windowContent }) => windowContent(view))
          : nothing,
    })}
    ${stepSection({
      ...stepOf(view, 'patient', 3),
      title: words.patientStep,
      changeWhat: words.changePatient,
      answer: later?.patientAnswer(view),
      content: html`
        <slot name="privacy" class="privacy">${privacyLink(view)}</slot>
        ${later?.patientContent(view) ?? nothing}
      `,
    })}
  `;
};

const order = { coverage: 1, window: 2, patient: 3, review: 4, booked: 5 };

const stepOf = (view: BookingView, name: EarlierStep, number: number) => ({
  name,
  number,
  standing:
    view.state.step === name
      ? ('current' as const)
      : number < order[view.state.step]
        ? ('done' as const)
        : ('upcoming' as const),
  headingLevel: below(view.headingLevel, 1),
  change: isBookingOpen(view.state) ? null : view.words.change,
  onChange: () => view.flow?.reopen(name),
});

const coverageContent = (view: BookingView): TemplateResult => {
  const { state, strings, notify, given, shop, checkPostcode, askToBeTold } = view;
  return html`
    ${
      state.step === 'coverage'
        ? html`<ally-coverage-check
            exportparts=${forwardedParts}
            .postcode=${state.postcode}
            .given=${given}
            .pending=${state.check.status === 'pending'}
            .outcome=${state.check.status === 'ready' ? state.check.value : null}
            .problem=${problemIn(state.check)}
            .notify=${notify}
            .strings=${strings}
            @postcode-submit=${(event: Event) => {
              checkPostcode((event.target as AllyCoverageCheck).postcode);
            }}
            @notify-request=${askToBeTold}
            >${shop?.whence(view)}</ally-coverage-check
          >`
        : nothing
    }
    <slot
      name="not-covered"
      ?hidden=${!(state.step === 'coverage' && state.check.status === 'ready')}
    ></slot>
  `;
};

const privacyLink = ({ state, words }: BookingView): TemplateResult | typeof nothing =>
  state.task.status === 'ready' && state.task.value.privacyUrl !== undefined
    ? html`<a href=${state.task.value.privacyUrl} target="_blank" rel="noopener"
        >${words.privacy}</a
      >`
    : nothing;
