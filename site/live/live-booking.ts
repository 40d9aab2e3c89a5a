import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AllyBooking, Booking } from '../../src/index.js';
import type { PluralForms } from '../../src/locales/plural.js';
import { scenarios, type Scenario, type ScenarioName } from '../../src/mocks/index.js';
import { openClinic } from './clinic-in-page.js';
import { liveStyles } from './live-styles.js';
import { adoptThemes, looks } from './looks.js';
import { orderForm, orderPage } from './order.js';

/** The events of `<ally-booking>`. Set by the build. */
declare const eventNames: readonly string[];
/** The path of the built script, relative to this module. Set by the build. */
declare const widget: string;

const base = '/ally';
/** Every language of the widget. The type makes the list complete. */
const languages = Object.keys({ 'en-GB': true, cy: true } satisfies Record<
  keyof PluralForms,
  true
>);

/** The scenarios without `script-fails`, which needs a server that withholds a file: see `npm run demo`. */
const playable = Object.entries<Scenario>(scenarios).filter(([name]) => name !== 'script-fails');

adoptThemes();
const script = document.createElement('script');
script.type = 'module';
script.src = new URL(widget, import.meta.url).href;
document.head.append(script);

/**
 * A live booking: the built script in the form of a mock shop, over mocks in the page. No request leaves the page. The
 * form is in the light DOM, so that themes apply to it as a merchant's styles would.
 */
@customElement('live-booking')
export class LiveBooking extends LitElement {
  static override styles = liveStyles;

  /** The name of the scenario. When empty, each postcode selects its own. */
  @property() scenario = '';
  @property({ reflect: true }) look = 'plain';
  @property({ reflect: true }) mode: AllyBooking['mode'] = 'checkout';
  @property() language = 'en-GB';
  /** The controls in the panel, separated by spaces: `scenario`, `look`, `language`, `mode`, `events`. */
  @property() show = 'scenario look language mode events';
  /** The events that the page has received, newest first. */
  @state() private events: readonly string[] = [];

  private readonly service = openClinic(base);

  protected override firstUpdated(): void {
    this.startAnew();
  }

  /** Resets the mocks, and shows a new checkout. */
  startAnew(): void {
    const { clinic, fetch } = this.service;
    clinic.reset();
    if (this.scenario !== '') clinic.use(this.scenario as ScenarioName);
    const { form, booking } = orderForm({ fetch, base, whenPaid: this.showOrder });
    booking.mode = this.mode;
    booking.lang = this.language;
    for (const name of [...eventNames, 'input', 'change'])
      booking.addEventListener(name, (event) => {
        this.logEvent(name, event);
      });
    this.events = [];
    this.replaceChildren(form);
  }

  private readonly showOrder = (booked: Booking | null): void => {
    const { fetch } = this.service;
    const again = (): void => {
      this.startAnew();
    };
    this.replaceChildren(orderPage(booked, { fetch, base, again }));
  };

  private logEvent(name: string, event: Event & { readonly detail?: unknown }): void {
    const { detail } = event;
    const line = detail === undefined ? name : `${name} ${JSON.stringify(detail)}`;
    this.events = [line, ...this.events].slice(0, 50);
  }

  private readonly chooseScenario = (event: Event): void => {
    this.scenario = (event.target as HTMLSelectElement).value;
    this.startAnew();
  };

  private readonly chooseLook = (event: Event): void => {
    this.look = (event.target as HTMLSelectElement).value;
  };

  /** Changes the language in place, as a switch in a shop's header would: the shopper's input is kept. */
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
    return html`<h2 id="events">What the page hears</h2>
      ${
        this.events.length === 0
          ? html`<p>Nothing yet.</p>`
          : html`<ol tabindex="0" aria-labelledby="events">
              ${this.events.map((line) => html`<li><code>${line}</code></li>`)}
            </ol>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-booking': LiveBooking;
  }
}
