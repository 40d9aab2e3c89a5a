import type { Task } from '../../domain/task.js';
import { Refusal } from '../http-error.js';
import type { ScenarioName } from './scenarios.js';

/** What the clinic is asked to do. */
export type Operation = 'task' | 'coverage' | 'windows' | 'hold' | 'seal' | 'book' | 'appointment';

/** What a scenario changes of the clinic's plain behaviour; what it does not name stays as it is. */
export interface Behaviour {
  /** Why a postcode is not covered. */
  readonly reason?: 'outside_coverage' | 'paused';
  readonly windows?: 'none' | 'few' | 'many' | 'priced';
  /** Which operations are refused, how, and whether only the first time. */
  readonly refuses?: {
    readonly on: readonly Operation[];
    readonly once?: boolean;
    readonly how: Refusal;
  };
  /** Which operation finds its window taken, the first time. */
  readonly goneAt?: 'seal' | 'book';
  /** How long a window is held, in milliseconds, and whether it is taken by somebody else after that. */
  readonly holdFor?: number;
  readonly takenAfterHold?: boolean;
  /** How long an answer takes, in milliseconds; for ever where nothing is answered. */
  readonly latency?: number;
  /** No answer arrives: of any question, or of the first booking, which is made all the same. */
  readonly loses?: 'everything' | 'first-booking';
  /** The first phone number that is given is not accepted. */
  readonly refusesPhone?: boolean;
  readonly task?: Partial<Task>;
}

/** All that is asked about a postcode, or about an appointment there. */
const ofThePlace: readonly Operation[] = [
  'coverage',
  'windows',
  'hold',
  'seal',
  'book',
  'appointment',
];
const everything: readonly Operation[] = ['task', ...ofThePlace];

const shortHold = 3_000;

export const behaviours: Partial<Record<ScenarioName, Behaviour>> = {
  'not-covered': { reason: 'outside_coverage' },
  paused: { reason: 'paused' },
  'no-windows': { windows: 'none' },
  'few-windows': { windows: 'few' },
  'many-windows': { windows: 'many' },
  'priced-windows': { windows: 'priced' },
  'window-gone': { goneAt: 'seal' },
  'window-gone-at-booking': { goneAt: 'book' },
  'hold-lapses': { holdFor: shortHold },
  'hold-lapses-gone': { holdFor: shortHold, takenAfterHold: true },
  'holds-not-offered': {
    refuses: { on: ['hold'], how: new Refusal(404, 'not_found', 'No such operation.') },
  },
  'hold-refused': {
    refuses: { on: ['hold'], how: new Refusal(429, 'rate_limited', 'Too many holds.') },
  },
  slow: { latency: 2_000 },
  'very-slow': { latency: 8_000 },
  'times-out': { latency: Infinity },
  offline: { loses: 'everything' },
  'error-once': {
    refuses: { on: ofThePlace, once: true, how: new Refusal(500, 'internal', 'Something broke.') },
  },
  'busy-once': {
    refuses: {
      on: ofThePlace,
      once: true,
      how: new Refusal(503, 'unavailable', 'Busy.', { retryAfter: 1 }),
    },
  },
  'rate-limited': {
    refuses: {
      on: ofThePlace,
      how: new Refusal(429, 'rate_limited', 'Asked too often.', { retryAfter: 20 }),
    },
  },
  'origin-refused': {
    refuses: {
      on: everything,
      how: new Refusal(403, 'forbidden_origin', 'This origin is not served.'),
    },
  },
  misconfigured: {
    refuses: { on: everything, how: new Refusal(500, 'misconfigured', 'The key is missing.') },
  },
  'patient-refused': { refusesPhone: true },
  'outcome-unknown': { loses: 'first-booking' },
  'under-age': { task: { minimumAge: 18 } },
  preparation: {
    task: {
      preparation: 'Do not eat for 12 hours before the visit. You may drink water.',
    },
  },
  'nhs-number-and-sex': { task: { asks: { sex: true, nhsNumber: true } } },
  'two-consents': {
    task: {
      consents: [
        {
          id: 'care',
          version: '2026-01',
          text: 'I agree that a clinician takes a blood sample, and that my details are shared with the laboratory',
          required: true,
        },
        {
          id: 'research',
          version: '2026-02',
          text: 'My sample may be used for research, without my name',
          required: false,
        },
      ],
    },
  },
};
