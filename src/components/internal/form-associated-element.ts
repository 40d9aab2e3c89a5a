import { LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';

/** The state that an element reports to the merchant's form. */
export interface FormStanding {
  readonly value: string | null;
  /** State that the browser may restore after a reload; never a patient detail. */
  readonly keep: string | null;
  /** Validation message while the form must wait, otherwise null. */
  readonly missing: string | null;
  /** Element at which the browser shows that message. */
  readonly anchor: HTMLElement | undefined;
  /** Custom states, by name, and whether each is set. */
  readonly states: Readonly<Record<string, boolean>>;
}

let isWarned = false;

/**
 * The element's internals. jsdom and happy-dom have no form association: an element is shown there, and has neither a
 * value nor a validity for its form. A warning says so once.
 */
function internalsOf(element: HTMLElement): Partial<ElementInternals> {
  const attach = element.attachInternals as HTMLElement['attachInternals'] | undefined;
  const internals: Partial<ElementInternals> = attach?.call(element) ?? {};
  if (!internals.setFormValue && !isWarned) {
    isWarned = true;
    console.warn(
      `<${element.localName}>: this DOM has no form association (jsdom, happy-dom): the element has no form value here. Test the form in a browser.`,
    );
  }
  return internals;
}

/** Base class of form-associated elements, which behave in the merchant's form as native controls do. */
export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;

  /** Name under which the form submits the value. Without a name it is not submitted. */
  @property({ reflect: true }) name = '';
  /** Makes the element invalid until it has a value, so that the form cannot be submitted. Default: false. */
  @property({ type: Boolean, reflect: true }) required = false;
  /** Disables the control: it is not focusable, not validated and not submitted. Default: false. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  @state() protected isDisabled = false;

  private readonly internals: Partial<ElementInternals> = internalsOf(this);
  private customError = '';
  private userInvalid = false;

  constructor() {
    super();
    // The form was submitted, or the element validated: from now on it may show what is missing.
    this.addEventListener('invalid', () => {
      this.userInvalid = true;
      this.requestUpdate();
      // The browser cannot show its message in a closed `details`, and would block the form without one.
      for (
        let fold = this.closest('details');
        fold;
        fold = fold.parentElement?.closest('details') ?? null
      )
        fold.open = true;
    });
  }

  /** The state for the merchant's form. It is read after each update. */
  protected abstract get formStanding(): FormStanding;

  protected override updated(): void {
    const { value, keep, missing, anchor, states } = this.formStanding;
    const message = this.customError || missing;
    const { internals } = this;
    internals.setFormValue?.(value, keep);
    if (message === null) internals.setValidity?.({});
    else
      internals.setValidity?.(
        { customError: this.customError !== '', valueMissing: missing !== null },
        message,
        anchor,
      );
    if (message === null) this.userInvalid = false;
    for (const [name, on] of Object.entries({ ...states, 'user-invalid': this.userInvalid }))
      this.mark(name, on);
  }

  formDisabledCallback(disabled: boolean): void {
    // The attribute may be set during an update, which would not notice the change of the state.
    void this.updateComplete.then(() => {
      this.isDisabled = disabled;
    });
  }

  /** The form that the element belongs to, or null. */
  get form(): HTMLFormElement | null {
    const { form } = this.internals;
    return form === undefined ? this.closest('form') : form;
  }

  /** The `label` elements of the element. */
  get labels(): NodeList {
    return this.internals.labels ?? document.querySelectorAll(':not(*)');
  }

  /** Why the element is invalid, as on a native control. */
  get validity(): ValidityState {
    return this.internals.validity ?? ({ valid: true } as ValidityState);
  }

  /** The message that the browser shows to the person who books. Empty while the element is valid. */
  get validationMessage(): string {
    return this.internals.validationMessage ?? '';
  }

  /** Whether the element is validated when the form is submitted. */
  get willValidate(): boolean {
    return this.internals.willValidate ?? false;
  }

  /** Returns whether the element is valid. Dispatches `invalid` if it is not. */
  checkValidity(): boolean {
    return this.internals.checkValidity?.() ?? true;
  }

  /** Does the same as `checkValidity()`, and lets the browser show the message. */
  reportValidity(): boolean {
    return this.internals.reportValidity?.() ?? true;
  }

  /** Makes the element invalid with the merchant's own message. An empty message removes it. */
  setCustomValidity(message: string): void {
    this.customError = message;
    this.updated();
  }

  protected forgetInvalid(): void {
    this.userInvalid = false;
  }

  private mark(name: string, on: boolean): void {
    // A browser without custom states does not style them. Everything else works.
    const { states } = this.internals;
    if (on) states?.add(name);
    else states?.delete(name);
  }
}
