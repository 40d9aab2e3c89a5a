import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { emptyDraft, type FieldProblems, type PatientDraft } from '../booking/draft.js';
import type { Problem } from '../booking/problem.js';
import type { Task } from '../booking/task.js';
import { journeyWords } from '../locales/en-gb/journey.js';
import { patientWords } from '../locales/en-gb/patient.js';
import type { Strings } from '../locales/words.js';
import { controls } from './controls.js';
import { errorSummary } from './error-summary.js';
import { RoomEvent } from './events.js';
import { formStyles } from './form-styles.js';
import { problemNotice } from './notices.js';
import {
  consentFields,
  contactFields,
  noteField,
  personFields,
  placeFields,
  visitForField,
} from './patient-fields.js';
import { patientStyles } from './patient-styles.js';
import { messageOf, targetOf, type PatientView } from './patient-view.js';
import { tokens } from './tokens.js';
import { keepTypingInside } from './typing.js';

/**
 * Asks for the patient's details, and nothing that the visit does not need.
 *
 * @tag ally-patient-form
 * @fires draft-change - something was typed; read it from `draft`
 * @fires details-submit - Continue was pressed
 * @slot privacy - what becomes of the details, above Continue
 * @csspart error-summary - the list of what is wrong
 * @csspart field - a question with its hint, error and control
 * @csspart choice - a radio or checkbox with its label; + `checked`
 */
export class AllyPatientForm extends LitElement {
  static override styles = [tokens, controls, formStyles, patientStyles];

  /** Everything typed so far, just as it was typed. */
  @property({ attribute: false }) draft: PatientDraft = emptyDraft;
  /** The Task: it says which consents are asked for. */
  @property({ attribute: false }) task: Task | null = null;
  /** The covered postcode, which is part of the address. */
  @property() postcode = '';
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

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTypingInside(root);
    return root;
  }

  protected override updated(changed: PropertyValues<this>): void {
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
    const { words, draft } = this;
    const view: PatientView = { draft, problems: this.problems, words, change: this.changeDraft };
    const other = draft.visitFor === 'other';
    return html`
      <form class="stack" novalidate @submit=${this.submitDetails}>
        ${errorSummary(words.problemTitle, this.summaryItems, this.goTo)}
        ${this.renderGroup('', visitForField(view))}
        ${this.renderGroup(other ? words.aboutOther : words.aboutMe, personFields(view))}
        ${this.renderGroup(words.contact, contactFields(view))}
        ${this.renderGroup('', placeFields(view, this.postcode))}
        ${this.renderGroup('', noteField(view), consentFields(view, this.task?.consents ?? []))}
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
      message: messageOf(problem, this.words),
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
    this.draft = { ...this.draft, ...change };
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
