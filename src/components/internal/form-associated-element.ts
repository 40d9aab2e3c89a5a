import { LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';

/** What a merchant's form is told of an element. */
export interface FormStanding {
  readonly value: string | null;
  /** What the browser may keep over a reload: never a patient's detail. */
  readonly keep: string | null;
  /** Why the form must wait; null when it need not. */
  readonly missing: string | null;
  /** Where the browser points when it must. */
  readonly anchor: HTMLElement | undefined;
  /** Custom states by name. */
  readonly states: Readonly<Record<string, boolean>>;
}

/** A form-associated element: it stands in the merchant's form as a native control does. */
export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;

  /** The name of the value in the form. */
  @property({ reflect: true }) name = '';
  /** Whether the form waits for a value. */
  @property({ type: Boolean, reflect: true }) required = false;
  /** Out of use: not asked, not sent, not validated. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  @state() protected isDisabled = false;

  private readonly internals = this.attachInternals();
  private customError = '';
  private userInvalid = false;

  constructor() {
    super();
    // The person has tried to send the form: from now on it may show what is missing.
    this.addEventListener('invalid', () => {
      this.userInvalid = true;
      this.requestUpdate();
      // The browser cannot point at what is folded away, and would hold the form back without a word.
      for (
        let fold = this.closest('details');
        fold;
        fold = fold.parentElement?.closest('details') ?? null
      )
        fold.open = true;
    });
  }

  /** What the merchant's form is told, each time the element has been drawn. */
  protected abstract get formStanding(): FormStanding;

  protected override updated(): void {
    const { value, keep, missing, anchor, states } = this.formStanding;
    const message = this.customError || missing;
    const { internals } = this;
    internals.setFormValue(value, keep);
    if (message === null) internals.setValidity({});
    else
      internals.setValidity(
        { customError: this.customError !== '', valueMissing: missing !== null },
        message,
        anchor,
      );
    if (message === null) this.userInvalid = false;
    for (const [name, on] of Object.entries({ ...states, 'user-invalid': this.userInvalid }))
      this.mark(name, on);
  }

  formDisabledCallback(disabled: boolean): void {
    // The attribute may have been set while the element was drawn, when a change would go unseen.
    void this.updateComplete.then(() => {
      this.isDisabled = disabled;
    });
  }

  /** The form it belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** The labels that name it. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  /** What holds the form back, as on a native control. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** Why, in the words of the person who books. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** Whether the form asks it at all. */
  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** Whether the form may be sent, as far as it goes. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /** As `checkValidity()`, and the browser says what is missing. */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  /** Holds the form back with the merchant's own words; an empty text lets it go. */
  setCustomValidity(message: string): void {
    this.customError = message;
    this.updated();
  }

  protected forgetInvalid(): void {
    this.userInvalid = false;
  }

  private mark(name: string, on: boolean): void {
    // A browser without custom states styles none, and works all the same.
    const { states } = this.internals as { readonly states?: CustomStateSet };
    if (on) states?.add(name);
    else states?.delete(name);
  }
}
