import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** A piece of a page. Whatever is put into one is escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

interface Page {
  readonly title: string;
  readonly body: Markup;
  /** What stands beside the shop’s name. */
  readonly beside?: string;
  readonly head?: Markup | '';
}

/** The one script of the package; what it needs later it loads from the folder beside it. */
export const elementScript = html`<script
  type="module"
  src="/ally-booking/v0.1.0/ally-booking.js"
></script>`;

/** A whole page of the shop: its name above, its look. No style and no script stands in the page itself. */
export const page = ({ title, body, beside = '', head = '' }: Page): Markup =>
  html`<!doctype html>
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

/** A page that says one thing, such as that something went wrong and what to do. */
export const notice = (title: string, text: string, next?: Markup): Markup =>
  page({
    title,
    body: html`<main class="thanks">
      <h1>${title}</h1>
      <p>${text}</p>
      ${next ?? html`<a class="again" href="/">Back to the checkout</a>`}
    </main>`,
  });

/** "£89" or "£89.50". */
export const sayPrice = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: amount % 100 === 0 ? 0 : 2,
  }).format(amount / 100);
