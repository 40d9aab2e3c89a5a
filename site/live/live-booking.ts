import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AllyBooking, Booking } from '../../src/index.js';
import type { PluralForms } from '../../src/locales/plural.js';
import { scenarios, type Scenario, type ScenarioName } from '../../src/mocks/index.js';
import { openClinic } from './clinic-in-page.js';
import { liveStyles } from './live-styles.js';
import { bringLooks, looks } from './looks.js';
import { orderForm, orderPage } from './order.js';

declare const eventNames: readonly string[];
/** Where the built script lies, as seen from here. */
declare const widget: string;

const base = '/ally';
/** What it speaks, all of it. */
const languages = Object.keys({ 'en-GB': true, cy: true } satisfies Record<
  keyof PluralForms,
  true
>);

/** A part of the script is missing only where a server sends it: `npm run demo` plays that. */
const playable = Object.entries<Scenario>(scenarios).filter(([name]) => name !== 'script-fails');

bringLooks();
const script = document.createElement('script');
script.type = 'module';
script.src = new URL(widget, import.meta.url).href;
document.head.append(script);

/**
 * A booking to try: the built script in a pretend shop's form, over the clinic in the page. Nothing leaves the page.
 * The shop's form stands in the page itself, so that themes reach it as a merchant's styles would.
 */
@customElement('live-booking')
export class LiveBooking extends LitElement {
  static override styles = liveStyles;

  /** A scenario by name; without one each postcode plays its own. */
  @property() scenario = '';
  @property({ reflect: true }) look = 'plain';
  @property({ reflect: true }) mode: AllyBooking['mode'] = 'checkout';
  @property() language = 'en-GB';
  /** What the panel shows: `scenario`, `look`, `language`, `mode`, `events`. */
  @property() show = 'scenario look language mode events';
  /** What the page has heard, the newest first. */
  @state() private heard: readonly string[] = [];

  private readonly service = openClinic(base);

  protected override firstUpdated(): void {
    this.startAnew();
  }

  /** A new shop with a clinic that remembers nothing. */
  startAnew(): void {
    const { clinic, ask } = this.service;
    clinic.reset();
    if (this.scenario !== '') clinic.use(this.scenario as ScenarioName);
    const { form, booking } = orderForm({ ask, base, whenPaid: this.showOrder });
    booking.mode = this.mode;
    booking.lang = this.language;
    for (const name of [...eventNames, 'input', 'change'])
      booking.addEventListener(name, (event) => {
        this.hear(name, event);
      });
    this.heard = [];
    this.replaceChildren(form);
  }

  private readonly showOrder = (booked: Booking | null): void => {
    const { ask } = this.service;
    const again = (): void => {
      this.startAnew();
    };
    this.replaceChildren(orderPage(booked, { ask, base, again }));
  };

  private hear(name: string, event: Event & { readonly detail?: unknown }): void {
    const { detail } = event;
    const said = detail === undefined ? name : `${name} ${JSON.stringify(detail)}`;
    this.heard = [said, ...this.heard].slice(0, 50);
  }

  private readonly chooseScenario = (event: Event): void => {
    this.scenario = (event.target as HTMLSelectElement).value;
    this.startAnew();
  };

  private readonly chooseLook = (event: Event): void => {
    this.look = (event.target as HTMLSelectElement).value;
  };

  /** As a switch in a shop's header would: nothing that was given is lost. */
  private readonly chooseLanguage = (event: Event): void => {
    this.language = (event.target as HTMLSelectElement).value;
    const booking = this.querySelector<HTMLElement>('ally-booking, ally-appointment');
    if (booking) booking.lang = this.language;
  };

  private readonly chooseMode = (event: Event): void => {
    this.mode = (event.target as HTMLSelectElement).value as AllyBooking['mode'];
    this.startAnew();
  };

  protected override render(): TemplateResult {
    const pieces = {
      scenario: () => this.renderScenarios(),
      look: () => this.renderChoice('Theme', this.look, looks, this.chooseLook),
      language: () => this.renderChoice('Language', this.language, languages, this.chooseLanguage),
      mode: () => this.renderChoice('Mode', this.mode, ['checkout', 'instant'], this.chooseMode),
      events: () => this.renderEvents(),
    };
    const shown = Object.entries(pieces).filter(([name]) => this.show.includes(name));
    return html`<div class="frame" role="group" aria-label="A booking to try">
      <div class="stage">
        <div><slot></slot></div>
      </div>
      <div class="panel">${shown.map(([, draw]) => draw())}</div>
    </div>`;
  }

  private renderScenarios(): TemplateResult {
    const playing = scenarios[this.scenario as ScenarioName] as Scenario | undefined;
    return html`<label
        >The clinic plays
        <select @change=${this.chooseScenario}>
          <option value="" ?selected=${this.scenario === ''}>what the postcode says</option>
          ${playable.map(
            ([name, { title }]) =>
              html`<option value=${name} ?selected=${this.scenario === name}>${title}</option>`,
          )}
        </select></label
      >
      <p>
        ${
          playing
            ? html`${playing.expect} Type any postcode, such as SW1A 1AA. Its own is
              ${playing.postcode}.`
            : 'Type a postcode of London or Manchester, such as SW1A 1AA, or one of a scenario.'
        }
      </p>`;
  }

  private renderChoice(
    label: string,
    chosen: string,
    names: readonly string[],
    choose: (event: Event) => void,
  ): TemplateResult {
    return html`<label
      >${label}
      <select @change=${choose}>
        ${names.map(
          (name) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`,
        )}
      </select></label
    >`;
  }

  private renderEvents(): TemplateResult {
    return html`<h2 id="heard">What the page hears</h2>
      ${
        this.heard.length === 0
          ? html`<p>Nothing yet.</p>`
          : html`<ol tabindex="0" aria-labelledby="heard">
              ${this.heard.map((said) => html`<li><code>${said}</code></li>`)}
            </ol>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-booking': LiveBooking;
  }
}
