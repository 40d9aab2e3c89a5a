import type { LitElement, ReactiveController } from 'lit';
import { focusedIn } from '../internal/focus.js';
import type { WindowPlace } from './list-state.js';

/** Returns the radio button to focus: the selected window, else the first free one, else the first free date. */
export const firstToAnswer = (root: ParentNode): HTMLElement | null =>
  root.querySelector<HTMLElement>('[name=window]:checked') ??
  root.querySelector<HTMLElement>('[name=window]:enabled') ??
  root.querySelector<HTMLElement>('[name=date]:enabled');

/** Moves focus after a render: to the requested radio button, and away from one that is no longer available. */
export class ListFocus implements ReactiveController {
  private had: Element | null = null;

  constructor(
    private readonly host: LitElement,
    private readonly place: () => WindowPlace | null,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.had = focusedIn(this.host.shadowRoot);
  }

  hostUpdated(): void {
    const { had } = this;
    const root = this.host.renderRoot;
    const place = this.place();
    const radios = [...root.querySelectorAll('input')];
    if (place && place.focusOn !== '') {
      radios.find(({ value }) => value === place.focusOn)?.focus();
      place.focusOn = '';
    } else if (had instanceof HTMLInputElement && had.disabled) {
      // A neighbour takes focus, without scrolling.
      const at = radios.indexOf(had);
      [...radios.slice(at), ...radios.slice(0, at).reverse()]
        .find(({ name, disabled }) => name === had.name && !disabled)
        ?.focus({ preventScroll: true });
    } else if (had?.isConnected === false) root.querySelector<HTMLElement>('#no-later')?.focus();
  }
}
