/** What the parts of `<ally-booking>` are drawn from: types alone. */
import type { nothing, TemplateResult } from 'lit';
import type { FieldRules } from '../../domain/patient/draft.js';
import type { Prefill } from '../../domain/patient/prefill.js';
import type { BookingFlow } from '../../flow/booking/booking-flow.js';
import type { BookedState, BookingState } from '../../flow/booking/state.js';
import type { Strings } from '../../locales/catalogue.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import type { AddressLookup } from '../patient-form/address-lookup.js';

type Rendered = TemplateResult | typeof nothing;

/** What is drawn by code that arrives later, by the name of its module. */
export interface StepModules {
  readonly 'ally-window-picker': {
    readonly windowAnswer: (view: BookingView) => Rendered;
    readonly windowContent: (view: BookingView) => Rendered;
    readonly patientAnswer: (view: BookingView) => Rendered;
    readonly patientContent: (view: BookingView) => Rendered;
    readonly reviewEnd: (view: BookingView) => Rendered;
  };
  readonly 'ally-patient-form': object;
  readonly confirmation: {
    readonly confirmation: (state: BookedState, view: BookingView) => Rendered;
  };
}

/** The modules that arrive later, and how far each has come. */
export interface LoadableModules {
  /** Null until it has come. */
  get<Name extends keyof StepModules>(name: Name): StepModules[Name] | null;
  hasFailed(name: keyof StepModules): boolean;
  load(name: keyof StepModules): Promise<void>;
}

/** What ties the element to the shop's own form, as far as it is drawn. */
export interface HostFormBinding {
  see(view: BookingView): void;
  whence(view: BookingView): Rendered;
  coverageAnswer(view: BookingView): TemplateResult | null;
  moveNotice(view: BookingView): Rendered;
  windowStrings(view: BookingView): Strings;
}

/** What the journey is drawn from, and what a person can do in it. */
export interface BookingView {
  readonly state: BookingState;
  /** Null until its code has come. */
  readonly flow: BookingFlow | null;
  readonly rooms: LoadableModules;
  /** What ties it to the shop's own form; null until its code has come, and where nothing does. */
  readonly shop: HostFormBinding | null;
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
