import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Part of a page. Values that are put into it are escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

interface Page {
  readonly title: string;
  readonly body: Markup;
  /** Text beside the shop's name. */
  readonly beside?: string;
  readonly head?: Markup | '';
}

/** The package's script. It loads its other files from the same folder. */
export const elementScript = html`<script
  type="module"
  src="/ally-booking/v0.1.0/ally-booking.js"
></script>`;

/** A page of the shop. It has no inline script or style: see the policy in `headers.ts`. */
export function page({ title, body, beside = '', head = '' }: Page): Markup {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}, Larkspur home blood tests</title>
        <link rel="icon" href="/look/icon.svg" />
        <link rel="stylesheet" href="/fonts/index.css" />
        <link rel="stylesheet" href="/look/shop.css" />
        <link rel="stylesheet" href="/look/visit.css" />
        <link rel="stylesheet" href="/look/order.css" />
        ${head}
      </head>
      <body>
        <header class="bar">
          <a class="brand" href="/">Larkspur</a>
          <span class="quiet">${beside}</span>
        </header>
        ${body}
      </body>
    </html>`;
}

/** A page with one message, such as an error and what to do next. */
export function notice(title: string, text: string, next?: Markup): Markup {
  return page({
    title,
    body: html`<main class="thanks">
      <h1>${title}</h1>
      <p>${text}</p>
      ${next ?? html`<a class="again" href="/">Back to the checkout</a>`}
    </main>`,
  });
}

/** A button that opens the payment of an order. */
export function payButton(orderRef: string, label: string): Markup {
  return html`<form method="post" action="/pay/${orderRef}">
    <button class="pay">${label}</button>
  </form>`;
}

/** "£89" or "£89.50". */
export function formatPrice(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: amount % 100 === 0 ? 0 : 2,
  }).format(amount / 100);
}
