import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AppointmentApi } from '../../api/appointment-api.js';
import { createHttpAppointmentApi } from '../../api/client/http-appointment-api.js';
import {
  createAppointmentFlow,
  firstAppointmentState,
  type AppointmentFlow,
  type AppointmentHappening,
  type AppointmentState,
} from '../../flow/appointment/appointment-flow.js';
import { orderPageWordsIn } from '../../locales/order-page.js';
import type { Strings } from '../../locales/catalogue.js';
import { AllyCancelledEvent } from './events.js';
import { timesOf } from '../internal/appointment-summary.js';
import { whenWords } from '../internal/formatting.js';
import { failureWords, wordsWith } from '../appointment-card/status.js';
import { AllyProblemEvent } from '../booking/events.js';
import { maskFromReplay } from '../internal/session-replay-masking.js';
import { forwardedParts } from '../internal/parts.js';
import { silence, type Announcement } from '../internal/announcement.js';
import { Speech } from '../internal/localize-controller.js';
import { tokens } from '../internal/styles/base.styles.js';
import { Waking } from '../internal/page-visibility-controller.js';
import { appointmentStyles } from './appointment.styles.js';

/** An appointment shown before the page was out of sight this long, in milliseconds, may have changed. */
const longAway = 30_000;

/**
 * Shows a booked visit on an order page, to whoever has its token, and lets them cancel it.
 *
 * @tag ally-appointment
 * @attr {string} lang - the language of its words; the page's when absent
 * @fires ally-cancelled - the person has cancelled the visit
 * @fires ally-problem - something went wrong with the service
 * @slot - shown until the script has run, and when the visit cannot be shown
 * @csspart card - the box around everything
 * @csspart status - what is told to those who listen
 */
export class AllyAppointment extends LitElement {
  static override styles = [tokens, appointmentStyles];

  /** Base URL of the merchant's relay. */
  @property({ attribute: 'api-base' }) apiBase = '';
  /** The appointment, `app_…`; without one the element is empty. */
  @property({ attribute: 'appointment-id' }) appointmentId = '';
  /** The token that came with the booking; sent to the relay in a header, and told to nobody else. */
  @property({ attribute: 'manage-token' }) manageToken = '';
  /** 1 to 6: where its headings stand in the page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  /** The service, in place of the one at `api-base`. */
  @property({ attribute: false }) api: AppointmentApi | null = null;
  /** In place of the page's `fetch`. */
  @property({ attribute: false }) fetch: typeof globalThis.fetch | null = null;
  /** Words said otherwise, by key. */
  @property({ attribute: false }) strings: Strings = {};

  @state() private standing = firstAppointmentState;
  /** What is said of the last thing that is worth it: in whichever language is spoken when it is drawn. */
  @state() private say = (): Announcement => silence;

  private flow: AppointmentFlow | null = null;
  private readonly speech = new Speech(this, orderPageWordsIn);
  private shown!: () => void;

  /** Settles when the visit is shown, or why it is not. */
  readonly ready: Promise<void> = new Promise((resolve) => {
    this.shown = resolve;
  });

  constructor() {
    super();
    new Waking(this, (away) => {
      if (away > longAway) this.flow?.refresh();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.flow?.resume();
    this.flow?.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.flow?.pause();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const service = ['api', 'apiBase', 'fetch', 'appointmentId', 'manageToken'] as const;
    if (service.some((name) => changed.has(name))) this.openAppointment();
  }

  protected override firstUpdated(): void {
    maskFromReplay(this.renderRoot);
  }

  protected override updated(): void {
    const { appointment, problem } = this.standing;
    if (this.isEmpty || appointment || problem) this.shown();
  }

  protected override render(): TemplateResult {
    const { standing, headingLevel, flow } = this;
    const { language, strings } = this.speech;
    const said = this.say();
    const { appointment, pending, problem } = standing;
    return html`
      <div lang=${language} ?hidden=${this.isEmpty}>
        <div part="card" class="card">
          <ally-appointment-card
            exportparts=${forwardedParts}
            .appointment=${appointment}
            .pending=${pending}
            .problem=${problem}
            .language=${language}
            .headingLevel=${headingLevel}
            .strings=${strings}
            @cancel-request=${() => flow?.cancel()}
            @refresh-request=${() => flow?.ask()}
          ></ally-appointment-card>
        </div>
        <div part="status" class="unseen" role="status">${said.polite}</div>
        <div class="unseen" role="alert">${said.assertive}</div>
      </div>
      <slot ?hidden=${appointment !== null || problem === null}></slot>
    `;
  }

  private get isEmpty(): boolean {
    return this.appointmentId === '' || this.manageToken === '';
  }

  private openAppointment(): void {
    const { api, apiBase, appointmentId, manageToken } = this;
    this.flow?.pause();
    // What another token has shown is nobody else's.
    this.standing = firstAppointmentState;
    this.say = () => silence;
    this.flow = null;
    if (this.isEmpty) return;
    const flow = createAppointmentFlow({
      api: api ?? createHttpAppointmentApi({ apiBase, fetch: this.fetch ?? undefined }),
      key: { appointmentId, manageToken },
      now: () => new Date(),
      follow: (...step) => {
        if (this.flow === flow) this.follow(...step);
      },
    });
    this.flow = flow;
    if (!this.isConnected) flow.pause();
    flow.ask();
  }

  private follow(standing: AppointmentState, cause: AppointmentHappening): void {
    this.standing = standing;
    if (this.announce(standing, cause)) this.say = () => this.announce(standing, cause) ?? silence;
    const { appointment, problem } = standing;
    // For developers, who look here first; the code is explained in the documents.
    if (cause === 'appointment-failed' && problem)
      console.warn(`<ally-appointment> cannot be shown: ${problem.code}`);
    // The page hears of it when the element already stands as the event says.
    void this.updateComplete.then(() => {
      if (cause === 'appointment-cancelled' && appointment)
        this.dispatchEvent(new AllyCancelledEvent({ appointmentId: appointment.id }));
      if ((cause === 'appointment-failed' || cause === 'cancel-failed') && problem) {
        const { code, canRetry, requestId } = problem;
        this.dispatchEvent(new AllyProblemEvent({ code, canRetry, requestId }));
      }
    });
  }

  /** The words for those who do not see what has changed. Null leaves standing what was said. */
  private announce(
    { appointment, problem }: AppointmentState,
    cause: AppointmentHappening,
  ): Announcement | null {
    const words = wordsWith(this.speech.strings);
    if (cause === 'appointment-cancelled' && appointment) {
      const times = timesOf(appointment);
      const polite = times
        ? words.cancelledNow(whenWords(times, appointment.timeZone, { words }))
        : words.cancelledTitle;
      return { polite, assertive: '' };
    }
    if (problem && cause === 'cancel-failed')
      return { polite: '', assertive: failureWords(problem, words, true) };
    if (problem && cause === 'appointment-failed')
      return { polite: failureWords(problem, words, appointment !== null), assertive: '' };
    return cause === 'appointment-arrived' ? null : silence;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ally-appointment': AllyAppointment;
  }
}
