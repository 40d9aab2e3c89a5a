/** A page's own element on a plain Lit, as a shop might have it. */
import { html, LitElement } from 'lit';

customElements.define(
  'shop-hello',
  class extends LitElement {
    protected override render() {
      return html`<p>Hello from ${'the shop'}</p>`;
    }
  },
);
