import { readPostcode } from '../../../domain/postcode.js';
import type { PatientDraft } from '../../../domain/patient/draft.js';
import type { Prefill } from '../../../domain/patient/prefill.js';
import type { BookingFlow } from '../../../flow/booking/booking-flow.js';
import type { BookingState } from '../../../flow/booking/state.js';

interface Journey {
  readonly state: BookingState;
  readonly flow: BookingFlow | null;
}

const lines = new Set(['line1', 'line2', 'town']);

/** Reads the details in the merchant's form, and updates the patient form when they change. */
export class TakenPrefill {
  /** The details of the form and of the property `prefill`, which takes precedence. */
  prefill: Prefill = {};

  private form: Prefill = {};
  private journey: Journey | null = null;
  /** The details that the patient form already has. */
  private given: Prefill = {};

  constructor(private readonly element: { readonly prefill: Prefill }) {}

  /** Receives the details in the merchant's form. Returns whether anything has changed. */
  look(form: Prefill): boolean {
    this.form = form;
    return this.put();
  }

  see(journey: Journey): void {
    this.journey = journey;
  }

  /** Updates fields that still have the value of the merchant's form, such as all lines of a changed address. */
  follow(): void {
    this.put();
    const { prefill, given, journey } = this;
    if (given === prefill || journey?.flow == null || journey.state.step !== 'patient') return;
    this.given = prefill;
    const { draft } = journey.state;
    // Details that are new are filled in by the patient form itself.
    const changes = Object.entries(given)
      .filter(([name, value]) => value && draft[name as keyof PatientDraft] === value)
      .map(([name]) => [name, prefill[name as keyof Prefill] ?? '']);
    const change = Object.fromEntries(changes) as Partial<PatientDraft>;
    if (changes.length > 0) journey.flow.changeDraft({ ...draft, ...change });
  }

  private put(): boolean {
    const known = Object.entries(this.form).filter(
      ([name]) => !this.isElsewhere || !lines.has(name),
    );
    const prefill = { ...Object.fromEntries(known), ...this.element.prefill };
    const isNew = JSON.stringify(prefill) !== JSON.stringify(this.prefill);
    if (isNew) this.prefill = prefill;
    return isNew;
  }

  /** Whether the visit is at another postcode than the merchant's address, whose lines would be wrong there. */
  private get isElsewhere(): boolean {
    const state = this.journey?.state;
    const reading = readPostcode(this.form.postcode ?? '');
    return (
      reading.ok && !!state && 'coverage' in state && state.coverage.postcode !== reading.value
    );
  }
}
