import { html, nothing, type TemplateResult } from 'lit';
import type { FieldRules } from '../../domain/patient/draft.js';
import type { Prefill } from '../../domain/patient/prefill.js';
import type { Problem } from '../../domain/problems.js';
import type { BookingFlow } from '../../flow/booking/booking-flow.js';
import { isBookingOpen, type BookingState, type Remote } from '../../flow/booking/state.js';
import type { EarlierStep } from '../../flow/booking/actions.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import type { Strings } from '../../locales/catalogue.js';
import type { AddressLookup } from '../patient-form/address-lookup.js';
import type { AllyCoverageCheck } from '../coverage-check/coverage-check.js';
import type { LaterCode, LaterRoom, LaterRooms } from './lazy-modules.js';
import { problemNotice, skeleton } from '../internal/notices.js';
import { forwardedParts } from '../internal/parts.js';
import type { ShopForm } from './host-form/host-form-controller.js';
import { stepSection } from './step-section.js';

/** What the journey is drawn from, and what a person can do in it. */
export interface BookingView {
  readonly state: BookingState;
  /** Null until its code has come. */
  readonly flow: BookingFlow | null;
  readonly rooms: LaterRooms;
  /** What ties it to the shop's own form; null until its code has come, and where nothing does. */
  readonly shop: ShopForm | null;
  /** Whether the postcode is the shop's to give, as far as is known. */
  readonly given: boolean;
  readonly words: JourneyWords;
  readonly strings: Strings;
  readonly language: string;
  readonly headingLevel: number;
  /** Whether a person may ask to be told when there is something for them. */
  readonly notify: boolean;
  readonly fields: FieldRules;
  readonly prefill: Prefill;
  readonly addressLookup: AddressLookup | null;
  readonly askTask: () => void;
  readonly checkPostcode: (postcode: string) => void;
  readonly askToBeTold: () => void;
}

/** The stack of steps, and after the last one what happens next. */
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

/** Whether the steps are shown: all that was given is at hand, and may still be changed. */
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

/** A heading's level further down the page's outline; there are six. */
export const below = (level: number, steps: number): number => Math.min(6, level + steps);

export const problemIn = (remote: Remote<unknown>): Problem | null =>
  remote.status === 'failed' ? remote.problem : null;

/** Something whose code has come, or what stands in its place until it has. */
export const laterCode = <Room extends LaterRoom>(
  { rooms, words }: BookingView,
  room: Room,
  bars: number,
  content: (code: LaterCode[Room]) => TemplateResult | typeof nothing,
): TemplateResult | typeof nothing => {
  const code = rooms.get(room);
  if (code !== null) return content(code);
  if (!rooms.hasFailed(room)) return skeleton(bars, words.loading);
  return html`<div role="alert">
    ${problemNotice({ code: 'script-failed', canRetry: true, retryAfter: null }, words, () => {
      void rooms.load(room);
    })}
  </div>`;
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
        : ('later' as const),
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
