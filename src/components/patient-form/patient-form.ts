import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { emptyDraft } from '../../domain/patient/draft.js';
import type { FieldProblems, FieldRules, PatientDraft } from '../../domain/patient/draft.js';
import { prefilled, type Prefill } from '../../domain/patient/prefill.js';
import type { Problem } from '../../domain/problems.js';
import type { Task } from '../../domain/task.js';
import { journeyWords } from '../../locales/en-gb/journey.js';
import { patientWords } from '../../locales/en-gb/patient.js';
import type { Strings } from '../../locales/catalogue.js';
import { controls } from '../internal/styles/controls.styles.js';
import { errorSummary } from '../internal/error-summary.js';
import { RoomEvent } from '../internal/ui-event.js';
import { warnOfFields } from './field-rule-warnings.js';
import { formStyles } from '../internal/styles/form-control.styles.js';
import { maskFromReplay } from '../internal/session-replay-masking.js';
import { problemNotice } from '../internal/notices.js';
import { AddressSearch, type AddressLookup } from './address-lookup.js';
import { consentFields } from './consent-fields.js';
import { contactFields, noteField, personFields, visitForField } from './fields.js';
import { placeFields } from './address-fields.js';
import { patientStyles } from './patient-form.styles.js';
import { messageOf, targetOf, type PatientView } from './field-state.js';
import { tokens } from '../internal/styles/base.styles.js';
import { keepTypingInside } from '../internal/contain-input-events.js';

/**
 * Asks for the patient's details, and nothing that the visit does not need.
 *
 * @tag ally-patient-form
 * @fires draft-change - something was typed; read it from `draft`
 * @fires details-submit - Continue was pressed
 * @slot privacy - what becomes of the details, above Continue
 * @csspart error-summary - the list of what is wrong
 * @csspart legend - what a group of questions is about
 * @csspart field - a question with its hint, error and control
 * @csspart address-list - the addresses of a postcode, and the way to give one by hand
 * @csspart label - what is asked for
 * @csspart hint - how it may be answered
 * @csspart error - what is wrong with the answer
 * @csspart input - where it is typed
 * @csspart choice - a radio or checkbox with its label; + `checked`
 * @csspart button - what can be pressed; + `primary`, `secondary`
 * @csspart notice - why the details could not be taken
 */
export class AllyPatientForm extends LitElement {
  static override styles = [tokens, controls, formStyles, patientStyles];

  /** Everything typed so far, just as it was typed. */
  @property({ attribute: false }) draft: PatientDraft = emptyDraft;
  /** The Task: it says which consents are asked for. */
  @property({ attribute: false }) task: Task | null = null;
  /** The covered postcode, which is part of the address. */
  @property() postcode = '';
  /** Which fields are asked for otherwise than the visit needs them. */
  @property({ attribute: false }) fields: FieldRules = {};
  /** What the shop knows already of the person who books. */
  @property({ attribute: false }) prefill: Prefill = {};
  /** The merchant's own look-up of the addresses of a postcode. */
  @property({ attribute: false }) addressLookup: AddressLookup | null = null;
  /** The clock by which a consent's time is kept. */
  @property({ attribute: false }) now = (): Date => new Date();
  /** Whether the answer to Continue is awaited. */
  @property({ type: Boolean }) pending = false;
  /** What is wrong, by field. */
  @property({ attribute: false }) problems: FieldProblems = {};
  /** Why the details could not be taken. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** Where the headings of the groups stand in the page's outline. */
  @property({ type: Number }) headingLevel = 4;
  /** Words said otherwise. */
  @property({ attribute: false }) strings: Strings = {};

  private readonly search = new AddressSearch(this);
  private readonly warned = new Set<string>();

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTypingInside(root);
    return root;
  }

  protected override willUpdate(): void {
    this.search.lookup = this.addressLookup;
  }

  protected override firstUpdated(): void {
    maskFromReplay(this.renderRoot);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const knew: Prefill = changed.get('prefill') ?? {};
    // What is known only now: a field that the person has emptied stays empty.
    const known = Object.entries(this.prefill).filter(
      ([name, value]) => knew[name as keyof Prefill] !== value,
    );
    const filled = changed.has('prefill')
      ? prefilled(this.draft, Object.fromEntries(known))
      : this.draft;
    if (filled !== this.draft) this.changeDraft(filled);
    else if (this.task?.testMode === true) warnOfFields(this, this.warned);
    const before = changed.get('problems');
    // More is wrong than before, so Continue was pressed: the list takes focus.
    if (before && Object.keys(this.problems).some((field) => !(field in before))) this.focus();
  }

  /** Moves to the list of what is wrong, or to the first question. */
  override focus(options?: FocusOptions): void {
    const target =
      this.renderRoot.querySelector<HTMLElement>('.error-summary') ??
      this.renderRoot.querySelector<HTMLElement>('input');
    target?.focus(options);
  }

  protected override render(): TemplateResult {
    const { words, task, view } = this;
    const other = this.draft.visitFor === 'other';
    return html`
      <form class="stack" novalidate @submit=${this.submitDetails}>
        ${errorSummary(words.problemTitle, this.summaryItems, this.goTo)}
        ${this.renderGroup('', visitForField(view))}
        ${this.renderGroup(other ? words.aboutOther : words.aboutMe, personFields(view))}
        ${this.renderGroup(words.contact, contactFields(view))}
        ${this.renderGroup('', placeFields(view, this.postcode, this.search))}
        ${this.renderGroup('', noteField(view), consentFields(view, task?.consents ?? []))}
        <slot name="privacy"></slot>
        ${this.problem ? problemNotice(this.problem, words, this.send) : nothing}
        <div class="actions">
          <button part="button primary" class="primary" aria-disabled=${String(this.pending)}>
            ${words.continue}
          </button>
          ${this.pending ? html`<span class="late">${words.checking}</span>` : nothing}
        </div>
      </form>
    `;
  }

  private get view(): PatientView {
    const { problems, words, task, fields, now, changeDraft: change } = this;
    const draftOf = (): PatientDraft => this.draft;
    return {
      problems,
      words,
      task,
      fields,
      now,
      change,
      // A browser fills several fields in one go, before anything is drawn again.
      get draft() {
        return draftOf();
      },
      goTo: (target) => {
        void this.updateComplete.then(() => {
          this.goTo(target);
        });
      },
    };
  }

  private renderGroup(title: string, ...content: unknown[]): TemplateResult {
    return html`
      <div class="group">
        ${
          title === ''
            ? nothing
            : html`<div role="heading" aria-level=${this.headingLevel} class="title">${title}</div>`
        }
        ${content}
      </div>
    `;
  }

  private get summaryItems() {
    return Object.entries(this.problems).map(([field, problem]) => ({
      message: messageOf(field, problem, { words: this.words, task: this.task }),
      target: targetOf(field, problem),
    }));
  }

  private readonly goTo = (target: string): void => {
    const control = this.renderRoot.querySelector<HTMLElement>(`[id="${CSS.escape(target)}"]`);
    // The question comes into view with its control, not only the box to type in.
    control?.closest('.field')?.scrollIntoView({ block: 'nearest' });
    control?.focus();
  };

  private readonly changeDraft = (change: Partial<PatientDraft>): void => {
    const draft = { ...this.draft, ...change };
    const isAnothers = draft.visitFor !== this.draft.visitFor;
    this.draft = isAnothers ? prefilled(draft, this.prefill) : draft;
    this.dispatchEvent(new RoomEvent('draft-change'));
  };

  private readonly submitDetails = (event: Event): void => {
    event.preventDefault();
    this.send();
  };

  private readonly send = (): void => {
    this.dispatchEvent(new RoomEvent('details-submit'));
  };

  private get words() {
    return { ...journeyWords, ...patientWords, ...this.strings };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ally-patient-form': AllyPatientForm;
  }
}
