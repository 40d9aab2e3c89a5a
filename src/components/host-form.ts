import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What the merchant's form is told. */
export interface FormStanding {
  readonly value: string | null;
  /** Why the form must wait; null when it need not. */
  readonly missing: string | null;
  /** Where the browser points when it must. */
  readonly anchor: HTMLElement | undefined;
  /** Custom states by name. */
  readonly states: Readonly<Record<string, boolean>>;
}

/** Ties a host to the merchant's form: value, validity and states, each time the host has been drawn. */
export class HostForm implements ReactiveController {
  readonly internals: ElementInternals;
  private userInvalid = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly standing: () => FormStanding,
  ) {
    this.internals = host.attachInternals();
    host.addController(this);
    // The person has tried to send the form: from now on it may show what is missing.
    host.addEventListener('invalid', () => {
      this.userInvalid = true;
      host.requestUpdate();
    });
  }

  hostUpdated(): void {
    const { value, missing, anchor, states } = this.standing();
    this.internals.setFormValue(value);
    if (missing === null) this.internals.setValidity({});
    else this.internals.setValidity({ valueMissing: true }, missing, anchor);
    if (missing === null) this.userInvalid = false;
    for (const [name, on] of Object.entries({ ...states, 'user-invalid': this.userInvalid }))
      this.mark(name, on);
  }

  reset(): void {
    this.userInvalid = false;
  }

  private mark(name: string, on: boolean): void {
    if (on) this.internals.states.add(name);
    else this.internals.states.delete(name);
  }
}
