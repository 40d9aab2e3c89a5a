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
 * @fires postcode-submit - a full postcode was given; read it from `postcode`
 * @fires notify-request - the person asks to be told when there are visits to the postcode
 * @slot - above the question, or in its place where the postcode is given elsewhere
 * @slot not-covered - other ways on, when the postcode is not covered
 * @csspart field - a question with its hint, error and control
 * @csspart label - what is asked for
 * @csspart hint - how it may be answered
 * @csspart error - what is wrong with the answer
 * @csspart input - where it is typed
 * @csspart button - what can be pressed; + `primary`, `secondary`
 * @csspart notice - the calm answer when the postcode is not covered, or the service cannot tell
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

  /** The postcode: taken to be shown, and read in standard form once it was given. */
  @property() postcode = '';
  /** Whether the postcode is given elsewhere: then it is not asked for here. */
  @property({ type: Boolean }) given = false;
  /** Whether an answer is awaited. */
  @property({ type: Boolean }) pending = false;
  /** Why there is no answer. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** The answer that keeps the person here. */
  @property({ attribute: false }) outcome: NotCovered | null = null;
  /** Whether the person is offered to be told when there are visits to the postcode. */
  @property({ type: Boolean }) notify = false;
  /** Words said otherwise. */
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
    // What was typed stays as it was typed; only another postcode replaces it.
    if (!reading.ok || reading.value !== this.postcode) this.typed = this.postcode;
  }

  protected override firstUpdated(): void {
    maskFromReplay(this.renderRoot);
  }

  /** Moves to the first thing that needs an answer. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('input')?.focus(options);
  }

  /** Forgets what was typed. */
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
