/** Types of the data from which `<ally-booking>` is rendered. */
import type { nothing, TemplateResult } from 'lit';
import type { FieldRules } from '../../domain/patient/draft.js';
import type { Prefill } from '../../domain/patient/prefill.js';
import type { BookingFlow } from '../../flow/booking/booking-flow.js';
import type { BookedState, BookingState } from '../../flow/booking/state.js';
import type { Strings } from '../../locales/catalogue.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import type { AddressLookup } from '../patient-form/address-lookup.js';

type Rendered = TemplateResult | typeof nothing;

/** The render functions of modules that are loaded later, by the name of the module. */
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

/** The modules that are loaded later, and the status of each. */
export interface LoadableModules {
  /** Returns a module; null until it is loaded. */
  get<Name extends keyof StepModules>(name: Name): StepModules[Name] | null;
  hasFailed(name: keyof StepModules): boolean;
  load(name: keyof StepModules): Promise<void>;
}

/** The binding to the merchant's own form, as far as it is rendered. */
export interface HostFormBinding {
  see(view: BookingView): void;
  whence(view: BookingView): Rendered;
  coverageAnswer(view: BookingView): TemplateResult | null;
  moveNotice(view: BookingView): Rendered;
  windowStrings(view: BookingView): Strings;
}

/** Data and handlers for rendering the journey. */
export interface BookingView {
  readonly state: BookingState;
  /** Null until its code is loaded. */
  readonly flow: BookingFlow | null;
  readonly rooms: LoadableModules;
  /** The binding to the merchant's own form; null until its code is loaded, and if no attribute needs it. */
  readonly shop: HostFormBinding | null;
  /** Whether the merchant's form provides the postcode, as far as is known. */
  readonly given: boolean;
  readonly words: JourneyWords;
  readonly strings: Strings;
  readonly language: string;
  readonly headingLevel: number;
  /** Whether to offer to notify a person for whom nothing suits. */
  readonly notify: boolean;
  readonly fields: FieldRules;
  readonly prefill: Prefill;
  readonly addressLookup: AddressLookup | null;
  readonly askTask: () => void;
  readonly checkPostcode: (postcode: string) => void;
  readonly askToBeTold: () => void;
}
