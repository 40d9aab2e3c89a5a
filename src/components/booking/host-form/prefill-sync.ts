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

/** What the shop's form knows of the person who books, and how the patient's form follows it. */
export class TakenPrefill {
  /** With what the page's own code has given, which comes first. */
  prefill: Prefill = {};

  private form: Prefill = {};
  private journey: Journey | null = null;
  /** What the patient's form has been given. */
  private given: Prefill = {};

  constructor(private readonly element: { readonly prefill: Prefill }) {}

  /** Takes what the form says; true when that is news. */
  look(form: Prefill): boolean {
    this.form = form;
    return this.put();
  }

  see(journey: Journey): void {
    this.journey = journey;
  }

  /** What was taken over and has not been touched follows the shop's form: also an address to another one. */
  follow(): void {
    this.put();
    const { prefill, given, journey } = this;
    if (given === prefill || journey?.flow == null || journey.state.step !== 'patient') return;
    this.given = prefill;
    const { draft } = journey.state;
    // What was not known before is the patient's form's to fill in.
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

  /** Whether the visit is at another postcode than the shop's address: its lines would be wrong there. */
  private get isElsewhere(): boolean {
    const state = this.journey?.state;
    const reading = readPostcode(this.form.postcode ?? '');
    return (
      reading.ok && !!state && 'coverage' in state && state.coverage.postcode !== reading.value
    );
  }
}
