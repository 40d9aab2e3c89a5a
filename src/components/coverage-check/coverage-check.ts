import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isPaused, type NotCovered } from '../../domain/coverage.js';
import { outwardOnly, readPostcode } from '../../domain/postcode.js';
import type { Problem } from '../../domain/problems.js';
import { coverageWords } from '../../locales/en-gb/coverage.js';
import { journeyWords } from '../../locales/en-gb/journey.js';
import type { Strings } from '../../locales/catalogue.js';
import { controls } from '../internal/styles/controls.styles.js';
import { RoomEvent } from '../internal/ui-event.js';
import { textField } from '../internal/text-field.js';
import { formStyles } from '../internal/styles/form-control.styles.js';
import { maskFromReplay } from '../internal/session-replay-masking.js';
import { problemNotice } from '../internal/notices.js';
import { tellMe } from '../internal/notify-button.js';
import { tokens } from '../internal/styles/base.styles.js';
import { keepTypingInside } from '../internal/contain-input-events.js';

/**
 * Asks for a postcode and shows whether it is covered.
 *
 * @tag ally-coverage-check
 * @fires postcode-submit - a full postcode was submitted; read it from `postcode`
 * @fires notify-request - the person asked to be notified when there are visits to the postcode
 * @slot - content above the question, or in its place while `given` is set
 * @slot not-covered - other options, shown while the postcode is not covered or the service is paused there
 * @csspart field - a question with its label, hint, error and control
 * @csspart label - the label of a control
 * @csspart hint - help text for a question
 * @csspart error - the error message of a question
 * @csspart input - a text field
 * @csspart button - a button; + `primary`, `secondary`
 * @csspart notice - a box that says that the postcode is not covered, or that it could not be checked
 */
export class AllyCoverageCheck extends LitElement {
  static override styles = [
    tokens,
    controls,
    formStyles,
    css`
      .ask {
        display: grid;
        gap: calc(var(--_space) * 2);
        justify-items: start;
      }
    `,
  ];

  /** The postcode to show. After `postcode-submit` it is the submitted postcode in standard form. Default: empty. */
  @property() postcode = '';
  /** Whether the postcode is entered elsewhere, so that the question is not shown. Default: false. */
  @property({ type: Boolean }) given = false;
  /** Whether the postcode is being checked. Default: false. */
  @property({ type: Boolean }) pending = false;
  /** Why the postcode could not be checked. Null (default) without a failure. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** The result for a postcode that is not covered, to show as a notice. Null (default) without one. */
  @property({ attribute: false }) outcome: NotCovered | null = null;
  /** Whether to offer to notify the person when there are visits to the postcode. Default: false. */
  @property({ type: Boolean }) notify = false;
  /** Overrides for individual messages, by key. */
  @property({ attribute: false }) strings: Strings = {};

  @state() private typed = '';
  @state() private told = false;
  @state() private mistake: 'postcode_missing' | 'postcode_incomplete' | null = null;

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTypingInside(root);
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('outcome')) this.told = false;
    if (!changed.has('postcode')) return;
    const reading = readPostcode(this.typed);
    // The text stays as it was typed. Only another postcode replaces it.
    if (!reading.ok || reading.value !== this.postcode) this.typed = this.postcode;
  }

  protected override firstUpdated(): void {
    maskFromReplay(this.renderRoot);
  }

  /** Moves focus to the postcode field, if it is shown. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('input')?.focus(options);
  }

  /** Clears the postcode and its error. */
  reset(): void {
    this.typed = this.postcode = '';
    this.mistake = null;
  }

  protected override render(): TemplateResult {
    return html`
      <form class="stack" novalidate @submit=${this.submitPostcode}>
        <slot></slot>
        ${this.given ? nothing : this.renderQuestion()} ${this.renderOutcome()}
        ${this.problem ? problemNotice(this.problem, this.words, this.askAgain) : nothing}
        <slot name="not-covered" ?hidden=${this.outcome === null}></slot>
      </form>
    `;
  }

  private renderQuestion(): TemplateResult {
    return html`
      <div class="ask">
        ${this.renderField()}
        <div class="actions">
          <button part="button primary" class="primary" aria-disabled=${String(this.pending)}>
            ${this.words.checkPostcode}
          </button>
          ${this.pending ? html`<span class="late">${this.words.checking}</span>` : nothing}
        </div>
      </div>
    `;
  }

  private renderField(): TemplateResult {
    return textField({
      id: 'postcode',
      label: this.words.postcode,
      hint: this.words.postcodeHint,
      error: this.mistake ? this.wordsFor(this.mistake) : undefined,
      errorPrefix: this.words.error,
      value: this.typed,
      autocomplete: 'postal-code',
      capitalise: 'characters',
      width: 10,
      onInput: (typed) => {
        this.typed = typed;
        if (this.mistake && readPostcode(typed).ok) this.mistake = null;
      },
    });
  }

  private renderOutcome(): TemplateResult | typeof nothing {
    if (this.outcome === null) return nothing;
    const { postcode } = this.outcome;
    const paused = isPaused(this.outcome);
    return html`
      <div part="notice" class="notice">
        <strong>${paused ? this.words.paused(postcode) : this.words.notCovered(postcode)}</strong>
        <p>${paused ? this.words.pausedText : this.words.notCoveredText}</p>
        ${
          this.notify
            ? html`<div class="actions">
                ${tellMe({
                  kind: 'secondary',
                  label: this.words.tellMe,
                  told: this.told ? this.words.told : '',
                  ask: this.askToBeTold,
                })}
              </div>`
            : nothing
        }
      </div>
    `;
  }

  private readonly askToBeTold = (): void => {
    this.told = true;
    this.dispatchEvent(new RoomEvent('notify-request'));
  };

  private readonly submitPostcode = (event: Event): void => {
    event.preventDefault();
    this.askAgain();
  };

  private readonly askAgain = (): void => {
    const reading = readPostcode(this.typed);
    this.mistake = reading.ok ? null : reading.problem;
    if (!reading.ok) {
      this.focus();
      return;
    }
    this.postcode = reading.value;
    this.dispatchEvent(new RoomEvent('postcode-submit'));
  };

  private wordsFor(mistake: 'postcode_missing' | 'postcode_incomplete'): string {
    const outward = outwardOnly(this.typed);
    return mistake === 'postcode_incomplete' && outward !== undefined
      ? this.words.postcodeRest(outward)
      : this.words[mistake];
  }

  private get words() {
    return { ...journeyWords, ...coverageWords, ...this.strings };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ally-coverage-check': AllyCoverageCheck;
  }
}
