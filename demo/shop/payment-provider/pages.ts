import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Payment } from './payments.js';
import type { Plan } from './callbacks.js';

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What a person may try out: how the shop is told. */
export const plans: Record<string, { readonly words: string; readonly plan: Plan }> = {
  once: {
    words: 'once, as you go back',
    plan: { when: 'after-return', delay: 0, volleys: [['paid']] },
  },
  before: {
    words: 'before you go back',
    plan: { when: 'before-return', delay: 0, volleys: [['paid']] },
  },
  late: {
    words: 'five seconds late',
    plan: { when: 'after-return', delay: 5_000, volleys: [['paid']] },
  },
  twice: {
    words: 'twice at once, and once more',
    plan: { when: 'after-return', delay: 0, volleys: [['paid', 'paid'], ['paid']] },
  },
  disorder: {
    words: 'that it failed, after that it was paid',
    plan: { when: 'after-return', delay: 0, volleys: [['paid'], ['failed']] },
  },
};

const page = (title: string, body: Markup): Markup =>
  html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}, Pretend Pay</title>
        <link rel="icon" href="/look/icon.svg" />
        <link rel="stylesheet" href="/look/pay.css" />
      </head>
      <body>
        <header>
          <strong>Pretend Pay</strong>
          <span>No card is asked for, and nothing is charged</span>
        </header>
        ${body}
      </body>
    </html>`;

const sayPrice = ({ amount, currency }: Payment): string =>
  new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: amount % 100 === 0 ? 0 : 2,
  }).format(amount / 100);

export const payPage = (payment: Payment): Markup =>
  page(
    'Payment',
    html`<main>
      <h1>${sayPrice(payment)}</h1>
      <p>to Larkspur, order <b>${payment.reference}</b></p>
      <form method="post">
        <div class="card">
          <span class="chip" aria-hidden="true"></span>
          <span>Pretend card ending 4242</span>
        </div>
        <button name="act" value="pay">Pay ${sayPrice(payment)}</button>
        <button name="act" value="refuse" class="second">Let the card be refused</button>
        <details>
          <summary>How the shop is told</summary>
          <fieldset>
            <legend>When you pay, the shop is told</legend>
            ${Object.entries(plans).map(
              ([name, { words }], index) =>
                html`<label>
                  <input type="radio" name="plan" value="${name}" ${index === 0 ? 'checked' : ''} />
                  ${words}
                </label>`,
            )}
          </fieldset>
        </details>
      </form>
      <a href="${payment.returnUrl}">Back to the shop without paying</a>
    </main>`,
  );

export const donePage = (payment: Payment): Markup =>
  page(
    'Payment',
    html`<main>
      <h1>This payment is ${payment.standing === 'paid' ? 'made' : 'closed'}</h1>
      <a href="${payment.returnUrl}">Back to the shop</a>
    </main>`,
  );
