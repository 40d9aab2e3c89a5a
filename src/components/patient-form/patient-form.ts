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
 * Asks for the patient's details, and only for those that the visit needs.
 *
 * @tag ally-patient-form
 * @fires draft-change - a field was changed; read all fields from `draft`
 * @fires details-submit - Continue was pressed
 * @slot privacy - how the details are used, shown above Continue
 * @csspart error-summary - the list of errors above the form
 * @csspart legend - the legend of a group of controls
 * @csspart field - a question with its label, hint, error and control
 * @csspart address-list - the addresses found for a postcode, with the button to enter one by hand
 * @csspart label - the label of a control
 * @csspart hint - help text for a question
 * @csspart error - the error message of a question
 * @csspart input - a text field
 * @csspart choice - an option: a radio button or checkbox with its label; + `checked`
 * @csspart button - a button; + `primary`, `secondary`
 * @csspart notice - a box that says why the details could not be submitted
 */
export class AllyPatientForm extends LitElement {
  static override styles = [tokens, controls, formStyles, patientStyles];

  /** Everything entered so far, as it was typed. The element updates it before `draft-change`. */
  @property({ attribute: false }) draft: PatientDraft = emptyDraft;
  /** The Task: whether to ask for sex and NHS number, and the consents. Null (default) until it is loaded. */
  @property({ attribute: false }) task: Task | null = null;
  /** The covered postcode, shown as part of the address. Default: empty. */
  @property() postcode = '';
  /**
   * Rules for single fields, by name: `required`, `optional`, `readonly` or `hidden`. `readonly` and `hidden` apply
   * only to a field with a value. Only fields that the service does not need can be `optional`.
   */
  @property({ attribute: false }) fields: FieldRules = {};
  /** Known details of the person who books, for empty fields. The patient's own are filled in for "Me" only. */
  @property({ attribute: false }) prefill: Prefill = {};
  /** The merchant's own look-up of the addresses of a postcode. Null (default): there is none. */
  @property({ attribute: false }) addressLookup: AddressLookup | null = null;
  /** Clock for the time at which a consent is given. Default: the time of the browser. */
  @property({ attribute: false }) now = (): Date => new Date();
  /** Whether the details are being submitted. Default: false. */
  @property({ type: Boolean }) pending = false;
  /** Error codes, by field. The key of a consent is `consent:` and its id. */
  @property({ attribute: false }) problems: FieldProblems = {};
  /** Why the details could not be submitted. Null (default) without a failure. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** Level of the headings of groups in the page's outline, 1 to 6. Default: 4. */
  @property({ type: Number }) headingLevel = 4;
  /** Overrides for individual messages, by key. */
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
    // Only new values are filled in: a field that the person has cleared stays empty.
    const known = Object.entries(this.prefill).filter(
      ([name, value]) => knew[name as keyof Prefill] !== value,
    );
    const filled = changed.has('prefill')
      ? prefilled(this.draft, Object.fromEntries(known))
      : this.draft;
    if (filled !== this.draft) this.changeDraft(filled);
    else if (this.task?.testMode === true) warnOfFields(this, this.warned);
    const before = changed.get('problems');
    // New errors mean that Continue was pressed: the list of errors takes focus.
    if (before && Object.keys(this.problems).some((field) => !(field in before))) this.focus();
  }

  /** Moves focus to the list of errors or, if there is none, to the first control. */
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
      // A getter: autofill changes several fields before the next render.
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
    // Scrolls the whole question into view, not only its control.
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
