import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { choices } from '../internal/radio-group.js';
import { fieldView, type PatientView } from './field-state.js';
import { isFocusLost } from '../internal/focus.js';

/** An address returned by the merchant's own look-up. */
export interface AddressSuggestion {
  /** Text of the option. It must distinguish the address from the others. */
  readonly label: string;
  readonly line1: string;
  readonly line2?: string;
  readonly town: string;
}

/** The merchant's own look-up of the addresses of a postcode. `signal` is aborted when they are not needed any more. */
export type AddressLookup = (
  postcode: string,
  signal: AbortSignal,
) => Promise<readonly AddressSuggestion[]>;

type Standing = 'closed' | 'offered' | 'pending' | 'found' | 'nothing';

/** Runs the merchant's look-up, if there is one. An address can always be entered by hand. */
export class AddressSearch implements ReactiveController {
  lookup: AddressLookup | null = null;
  standing: Standing = 'offered';
  found: readonly AddressSuggestion[] = [];
  /** Index of the selected address. It is not used before the button is pressed. */
  selected = '';
  private run = new AbortController();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.run.abort();
    if (this.standing === 'pending') this.standing = 'offered';
  }

  /** Whether to show the search. It is not shown once there is an address, or if its fields have an error. */
  isOpen({ draft, problems }: Pick<PatientView, 'draft' | 'problems'>): boolean {
    return (
      this.lookup !== null &&
      this.standing !== 'closed' &&
      draft.line1 === '' &&
      draft.town === '' &&
      problems.line1 === undefined &&
      problems.town === undefined
    );
  }

  async start(postcode: string): Promise<void> {
    if (this.standing === 'pending') return;
    this.run = new AbortController();
    this.selected = '';
    const { signal } = this.run;
    this.show('pending');
    try {
      this.found = (await this.lookup?.(postcode, signal)) ?? [];
    } catch {
      // The look-up has failed: the person can enter the address by hand.
      this.found = [];
    }
    if (!signal.aborted) this.show(this.found.length > 0 ? 'found' : 'nothing');
    await this.host.updateComplete;
  }

  select(index: string): void {
    this.selected = index;
    this.host.requestUpdate();
  }

  /** Closes the search, so that the address is entered by hand. */
  close(): void {
    this.run.abort();
    this.show('closed');
  }

  private show(standing: Standing): void {
    this.standing = standing;
    this.host.requestUpdate();
  }
}

export const addressSearch = (
  view: PatientView,
  postcode: string,
  search: AddressSearch,
): TemplateResult => {
  const { words, change, goTo } = view;
  const { standing, found } = search;
  const said = {
    offered: nothing,
    found: nothing,
    closed: nothing,
    nothing: words.noAddresses,
    pending: html`<span class="late">${words.findingAddress}</span>`,
  };
  return html`
    <div part="address-list" class="group-of-fields">
      ${
        standing === 'found'
          ? choices({
              ...fieldView(view, 'address', words.chooseAddress),
              options: found.map(({ label }, index) => ({ value: String(index), label })),
              chosen: search.selected,
              onChoose: (index) => {
                search.select(index);
              },
            })
          : nothing
      }
      <div class="actions">
        ${
          standing === 'found'
            ? html`<button
                part="button secondary"
                type="button"
                @click=${() => {
                  const address = found[Number(search.selected || NaN)];
                  if (!address) {
                    goTo('address');
                    return;
                  }
                  const { line1, line2 = '', town } = address;
                  change({ line1, line2, town });
                  goTo('line1');
                }}
              >
                ${words.useAddress}
              </button>`
            : html`<button
                part="button secondary"
                type="button"
                aria-disabled=${String(standing === 'pending')}
                @click=${async () => {
                  await search.start(postcode);
                  // The focused button was removed: focus moves to the addresses in its place.
                  if (isFocusLost()) goTo('address');
                }}
              >
                ${words.findAddress}
              </button>`
        }
        <button
          part="button link"
          class="link"
          type="button"
          @click=${() => {
            search.close();
            goTo('line1');
          }}
        >
          ${words.addressByHand}
        </button>
        <span role="status">${said[standing]}</span>
      </div>
    </div>
  `;
};
