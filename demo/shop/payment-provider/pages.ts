import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { CallbackPlan } from './callbacks.js';
import type { Payment } from './payments.js';

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The plans that a person can try on the page. */
export const plans: Record<string, { readonly label: string; readonly plan: CallbackPlan }> = {
  once: {
    label: 'once, as you go back',
    plan: { when: 'after-return', delayMs: 0, batches: [['paid']] },
  },
  before: {
    label: 'before you go back',
    plan: { when: 'before-return', delayMs: 0, batches: [['paid']] },
  },
  late: {
    label: 'five seconds late',
    plan: { when: 'after-return', delayMs: 5_000, batches: [['paid']] },
  },
  twice: {
    label: 'twice at once, and once more',
    plan: { when: 'after-return', delayMs: 0, batches: [['paid', 'paid'], ['paid']] },
  },
  disorder: {
    label: 'that it failed, after that it was paid',
    plan: { when: 'after-return', delayMs: 0, batches: [['paid'], ['failed']] },
  },
};

function page(title: string, body: Markup): Markup {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}, Mock Pay</title>
        <link rel="icon" href="/look/icon.svg" />
        <link rel="stylesheet" href="/look/pay.css" />
      </head>
      <body>
        <header>
          <strong>Mock Pay</strong>
          <span>No card is needed, and nothing is charged</span>
        </header>
        ${body}
      </body>
    </html>`;
}

function formatPrice({ amount, currency }: Payment): string {
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: amount % 100 === 0 ? 0 : 2,
  }).format(amount / 100);
}

/** The page of an open payment. */
export function payPage(payment: Payment): Markup {
  return page(
    'Payment',
    html`<main>
      <h1>${formatPrice(payment)}</h1>
      <p>to Larkspur, order <b>${payment.reference}</b></p>
      <form method="post">
        <div class="card">
          <span class="chip" aria-hidden="true"></span>
          <span>Mock card ending 4242</span>
        </div>
        <button name="act" value="pay">Pay ${formatPrice(payment)}</button>
        <button name="act" value="refuse" class="second">Let the card be refused</button>
        <details>
          <summary>How the shop is notified</summary>
          <fieldset>
            <legend>When you pay, the shop is notified</legend>
            ${Object.entries(plans).map(
              ([name, { label }], index) =>
                html`<label>
                  <input type="radio" name="plan" value="${name}" ${index === 0 ? 'checked' : ''} />
                  ${label}
                </label>`,
            )}
          </fieldset>
        </details>
      </form>
      <a href="${payment.returnUrl}">Back to the shop without paying</a>
    </main>`,
  );
}

/** The page of a payment that is made or refused. */
export function donePage(payment: Payment): Markup {
  return page(
    'Payment',
    html`<main>
      <h1>This payment is ${payment.status === 'paid' ? 'made' : 'closed'}</h1>
      <a href="${payment.returnUrl}">Back to the shop</a>
    </main>`,
  );
}
