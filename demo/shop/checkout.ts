import { html } from 'hono/html';
import { task } from './ally.js';
import { elementScript, formatPrice, page, type Markup } from './pages.js';

/** The product. Its price is charged unless the platform has a price for the chosen window. */
export const product = {
  name: 'Full health blood test',
  amount: 8900,
  currency: 'GBP',
} as const;

const price = formatPrice(product.amount, product.currency);

const basket = html`<aside class="basket" aria-labelledby="basket-title">
  <h2 id="basket-title">Your order</h2>
  <div class="item">
    <div class="picture" aria-hidden="true"></div>
    <div>
      <strong>${product.name}</strong>
      <span class="quiet">Taken at home by a clinician, 42 markers</span>
    </div>
    <span>${price}</span>
  </div>
  <dl>
    <div>
      <dt>Home visit</dt>
      <dd>Included</dd>
    </div>
    <div>
      <dt>Laboratory</dt>
      <dd>Included</dd>
    </div>
    <div class="total">
      <dt>Total</dt>
      <dd>${price}</dd>
    </div>
  </dl>
</aside>`;

/** The shop's own fields. This shop does not use them: your shop stores what it needs of its customers. */
const customer = html`<section aria-labelledby="contact-title">
    <h2 id="contact-title">Contact</h2>
    <label>Email <input name="email" type="email" autocomplete="email" required /></label>
  </section>

  <section aria-labelledby="delivery-title">
    <h2 id="delivery-title">Delivery</h2>
    <p class="quiet">We post a printed copy of the results.</p>
    <label>Full name <input name="name" autocomplete="name" required /></label>
    <div class="pair">
      <label>Address <input name="street" autocomplete="street-address" required /></label>
      <label>
        Postcode
        <input name="postcode" autocomplete="postal-code" class="short" required />
      </label>
    </div>
  </section>`;

/** The visit: a field of the form, whose value is the sealed selection. */
const visit = html`<section aria-labelledby="visit-title">
  <h2 id="visit-title">Your visit</h2>
  <ally-booking name="appointment" required api-base="/ally" task-id="${task.id}" heading-level="3">
    Call us on <a href="tel:+442079460000">020 7946 0000</a> to book your visit.
  </ally-booking>
</section>`;

/** The checkout. `problem` says why the form was not accepted. */
export function checkoutPage(problem?: string): Markup {
  return page({
    title: 'Checkout',
    beside: 'Secure checkout',
    head: elementScript,
    body: html`<main class="shop">
      <form class="checkout" action="/orders" method="post">
        <h1>Checkout</h1>
        ${problem === undefined ? '' : html`<p class="refusal" role="alert">${problem}</p>`}
        ${customer} ${visit}
        <p class="quiet">You pay on the next page, with our payment provider.</p>
        <button class="pay">Continue to payment</button>
      </form>
      ${basket}
    </main>`,
  });
}
