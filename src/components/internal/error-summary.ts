import { html, nothing, type TemplateResult } from 'lit';

/** An error, and the id of the control that corrects it. */
export interface SummaryItem {
  readonly message: string;
  readonly target: string;
}

/**
 * Renders the list of errors above the form. It can take focus, and each line leads to its field.
 * After GOV.UK: https://design-system.service.gov.uk/components/error-summary/.
 */
export const errorSummary = (
  title: string,
  items: readonly SummaryItem[],
  go: (target: string) => void,
): TemplateResult | typeof nothing =>
  items.length === 0
    ? nothing
    : html`
        <div
          part="error-summary"
          class="error-summary"
          role="group"
          aria-labelledby="summary-title"
          tabindex="-1"
        >
          <strong id="summary-title">${title}</strong>
          <ul>
            ${items.map(
              ({ message, target }) => html`
                <li>
                  <a
                    href="#${target}"
                    @click=${(event: Event) => {
                      // Following the link would add an entry to the page's history.
                      event.preventDefault();
                      go(target);
                    }}
                    >${message}</a
                  >
                </li>
              `,
            )}
          </ul>
        </div>
      `;
