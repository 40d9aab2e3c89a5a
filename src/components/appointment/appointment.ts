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

/** Time in milliseconds for which the page must have been hidden before the appointment is loaded again. */
const longAway = 30_000;

/**
 * Shows a booked visit on an order page, to anyone who has its token, and lets them cancel it.
 *
 * @tag ally-appointment
 * @attr {string} lang - BCP 47 tag of the language of the messages, such as `cy`; by default the nearest `lang` in the page; English if there are no messages in that language
 * @fires ally-cancelled - the person cancelled the visit; `detail`: `appointmentId`
 * @fires ally-problem - the visit could not be loaded or cancelled; `detail`: `code`, `canRetry`, `requestId`
 * @slot - shown until the script has run, and when the visit cannot be shown: fallback content, such as a phone number
 * @csspart card - the box around the whole element
 * @csspart status - the live region for screen readers, visually hidden
 */
export class AllyAppointment extends LitElement {
  static override styles = [tokens, appointmentStyles];

  /** Base URL of the merchant's relay, such as `/ally`. */
  @property({ attribute: 'api-base' }) apiBase = '';
  /** Id of the appointment, `app_…`. Without an id or a token the element is empty. */
  @property({ attribute: 'appointment-id' }) appointmentId = '';
  /** Token that came with the booking. It is sent to the relay in the header `Ally-Manage`, and nowhere else. */
  @property({ attribute: 'manage-token' }) manageToken = '';
  /** Level of the element's heading in the page's outline, 1 to 6. Default: 2. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  /** Client to use in place of the relay at `api-base`. Null (default): requests go to the relay. */
  @property({ attribute: false }) api: AppointmentApi | null = null;
  /** Function to use in place of the page's `fetch`. Null (default): the page's own. */
  @property({ attribute: false }) fetch: typeof globalThis.fetch | null = null;
  /** Overrides for individual messages, by key. */
  @property({ attribute: false }) strings: Strings = {};

  @state() private standing = firstAppointmentState;
  /**
   * Returns the text of the live regions for the last action that has one. It is a function, so that the text follows
   * a change of the language.
   */
  @state() private say = (): Announcement => silence;

  private flow: AppointmentFlow | null = null;
  private readonly speech = new Speech(this, orderPageWordsIn);
  private shown!: () => void;

  /** Resolves once the visit or an error is shown, or the element is empty. Never rejects. */
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
    // The visit shown with the previous token is removed at once: it may belong to another person.
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
    // A hint for developers: `docs/embedding.md` explains the codes.
    if (cause === 'appointment-failed' && problem)
      console.warn(`<ally-appointment> cannot be shown: ${problem.code}`);
    // Events are dispatched after the update, so that the element already has the state they report.
    void this.updateComplete.then(() => {
      if (cause === 'appointment-cancelled' && appointment)
        this.dispatchEvent(new AllyCancelledEvent({ appointmentId: appointment.id }));
      if ((cause === 'appointment-failed' || cause === 'cancel-failed') && problem) {
        const { code, canRetry, requestId } = problem;
        this.dispatchEvent(new AllyProblemEvent({ code, canRetry, requestId }));
      }
    });
  }

  /** Returns the text of the live regions for an action. Null keeps the present text. */
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
