import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BookingApi } from '../../api/booking-api.js';
import { isPaused } from '../../domain/coverage.js';
import type { FieldRules } from '../../domain/patient/draft.js';
import type { Prefill } from '../../domain/patient/prefill.js';
import type { Problem } from '../../domain/problems.js';
import type { SealedSelection, SelectionSoFar, Summary } from '../../domain/selection.js';
import type { Task } from '../../domain/task.js';
import type { BookingFlow } from '../../flow/booking/booking-flow.js';
import type { BookingMode, FlowListener } from '../../flow/booking/context.js';
import {
  failed,
  firstState,
  pending,
  type BookingState,
  type Step,
} from '../../flow/booking/state.js';
import { journeyWords, type JourneyWords } from '../../locales/en-gb/journey.js';
import type { Strings } from '../../locales/catalogue.js';
import { version } from '../../version.js';
import type { AddressLookup } from '../patient-form/address-lookup.js';
import { bookingStyles } from './booking.styles.js';
import { bookingView } from './render.js';
import { controls } from '../internal/styles/controls.styles.js';
import { diagnosticsOf, type Diagnostics } from './diagnostics.js';
import { AllyNotifyEvent, AllyReadyEvent, type NotifyReason } from './events.js';
import { FormControl, type FormStanding } from '../internal/form-associated-element.js';
import { formValue, missingMessage, sealedIn, summaryOf } from './form-value.js';
import type { BookingHost, WhenUnavailable } from './host.js';
import { LaterRooms, type LaterRoom } from './lazy-modules.js';
import { maskFromReplay } from '../internal/session-replay-masking.js';
import type { ShopForm } from './host-form/host-form-controller.js';
import { silence, type Announcement } from '../internal/announcement.js';
import { focusedIn, isFocusLost } from '../internal/focus.js';
import { Speech } from '../internal/localize-controller.js';
import { tokens } from '../internal/styles/base.styles.js';
import { Waking } from '../internal/page-visibility-controller.js';

/**
 * Returns the line below the heading, such as "Blood test at home. About 30 minutes". Its space is reserved until the
 * Task is loaded, so that the layout does not shift.
 */
const introOf = ({ name, durationMinutes }: Task, words: JourneyWords): string =>
  durationMinutes === undefined ? name : `${name}. ${words.duration(durationMinutes)}`;

/** Time in milliseconds for which the page must have been hidden before the windows are requested again. */
const longAway = 30_000;

const isWaiting = (state: BookingState): boolean =>
  (state.step === 'coverage' && state.check.status === 'pending') ||
  (state.step === 'window' && state.windows.status === 'pending') ||
  (state.step === 'patient' && state.sealing.status === 'pending') ||
  (state.step === 'review' && state.end === 'bookable' && state.booking.status === 'pending');

/** Actions not caused by the user; focus must not move. */
const unasked = new Set<string>(['journey-reset', 'selection-restored', 'promise-ended']);

/** Matches an element with an attribute that needs the code for the merchant's own form. */
const ties = '[postcode-from], [prefill-from], [mirror-name], [state-key]';

const scriptFailed: Problem = {
  code: 'script_failed',
  canRetry: true,
  requestId: null,
  retryAfter: null,
  param: null,
};

const reasonOf = (state: BookingState): NotifyReason =>
  state.step === 'coverage' && state.check.status === 'ready'
    ? isPaused(state.check.value)
      ? 'paused'
      : 'not-covered'
    : 'no-windows';

/**
 * Books a visit inside a shop's checkout, in three steps: postcode, window, patient. The element is a form control.
 * Its value is the sealed selection, which the merchant's server books once the order is paid. In `instant` mode it
 * books from the page, and its value is the id of the appointment.
 *
 * @tag ally-booking
 * @attr {string} form - id of the form that the element belongs to, if it is not inside that form
 * @attr {string} lang - BCP 47 tag of the language of the messages, such as `cy`; by default the nearest `lang` in the page; English if there are no messages in that language
 * @attr {string} postcode-from - selector of the page's own postcode field, looked up in the element's own root, then in the document. The element follows that field, whatever changes it, and does not ask for the postcode again
 * @attr {string} prefill-from - selector of a form in the page whose fields are read by their `autocomplete` tokens and used as `prefill` is. Its postcode field is followed if there is no `postcode-from`
 * @attr {string} mirror-name - for pages that serialise inputs by hand: keeps two hidden inputs in the element. `visit` makes an input `visit` with the value and an input `visit-summary` with the visit in words; `attributes[visit]` makes `attributes[visit-summary]`. Must differ from `name`
 * @attr {string} state-key - key that keeps the journey in memory while a framework removes the element and creates it again. Elements on one page need different keys. The journey ends with the page
 * @fires ally-ready - first usable paint of an element with a `task-id`; fired once more after the element has taken over the journey of its `state-key`
 * @fires ally-load-error - the journey cannot start because the Task could not be loaded; `detail`: `code`, `canRetry`
 * @fires ally-coverage - a postcode was checked; `detail`: `covered`, also false while the service is paused there
 * @fires ally-step - another step has opened; `detail`: `from`, `to`
 * @fires ally-change - the value changed; `detail`: `complete`, `windowId`, `startAt`, `endAt`, `price`. Followed by plain native `input` and `change` events
 * @fires ally-submit - a selection is about to be sealed or booked; cancelable: `preventDefault()` prevents that
 * @fires ally-booked - an appointment has been booked, in `instant` mode; `detail`: `appointmentId`, `outcome`, `startAt`, `endAt`, `timeZone`
 * @fires ally-notify - nothing suits, and the person asks to be notified; `detail`: `reason`, which is `not-covered`, `paused` or `no-windows`
 * @fires ally-problem - a request has failed, or the chosen window is no longer available; `detail`: `code`, `canRetry`, `requestId`
 * @slot - shown until the script has run, and when the journey cannot start: fallback content, such as a phone number
 * @slot heading - replaces the heading of the element
 * @slot emergency - advice for emergencies, above the steps
 * @slot not-covered - other options, shown while the postcode is not covered or the service is paused there
 * @slot confirmation - content below the confirmation of a booked visit
 * @slot privacy - how the patient's details are used, shown above the patient form; by default a link to the Task's privacy page, if it has one
 * @csspart card - the box around the whole element
 * @csspart step - one step; + `current`, `done`, `upcoming`
 * @csspart heading - the heading of the element or of a step
 * @csspart summary - the answer of a folded step, or the facts of the visit
 * @csspart price - the price of the visit
 * @csspart notice - a box with a result, what happens next, or an error
 * @csspart button - a button; + `primary`, `secondary`, `link`, `checked`
 * @csspart skeleton - the placeholder while something is loading
 * @csspart status - the live region for screen readers, visually hidden
 * @csspart test-mark - the mark that is shown in test mode
 * @cssprop [--ally-accent=light-dark(#0d5c63, #7cd0d2)] - the colour of buttons, links and selected options
 * @cssprop [--ally-on-accent=black or white] - the colour of text on the accent; when absent, black or white, whichever has the higher contrast
 * @cssprop [--ally-text=inherit] - the colour of text
 * @cssprop [--ally-muted=color-mix(in srgb, currentColor 70%, transparent)] - the colour of hints and secondary text
 * @cssprop [--ally-surface=transparent] - the background of the card
 * @cssprop [--ally-border=the text colour at 18% for lines and at 58% for edges] - the colour of lines and of the edges of controls
 * @cssprop [--ally-error=light-dark(#b3261e, #ffb4ab)] - the colour of errors
 * @cssprop [--ally-success=light-dark(#1b6e3c, #86d6a2)] - the colour of done steps and of confirmations
 * @cssprop [--ally-focus=light-dark(#111, #fff)] - the colour of the focus ring
 * @cssprop [--ally-radius=10px] - the radius of corners
 * @cssprop [--ally-space=8px] - the unit of spacing: every distance is a multiple of it
 * @cssprop [--ally-font=inherit] - the font family
 * @cssprop [--ally-heading-font=inherit] - the font family of headings
 * @cssprop [--ally-control-height=48px] - the height of controls, at least 44px
 * @cssstate loading - the element is waiting for a response of the service
 * @cssstate covered - the postcode is covered
 * @cssstate complete - there is a value
 * @cssstate booked - an appointment has been booked
 * @cssstate user-invalid - the element is invalid, and the form was submitted or the element validated
 * @cssstate test-mode - the Task is in test mode: no practitioner is sent
 */
export class AllyBooking extends FormControl implements BookingHost {
  static override styles = [tokens, controls, bookingStyles];

  /** Base URL of the merchant's relay. */
  @property({ attribute: 'api-base' }) apiBase = '';
  /**
   * Id of the Task to book, `tsk_…`. Without one the element is empty and valid. A new `task-id` or `api-base` starts a
   * new journey with what was typed so far.
   */
  @property({ attribute: 'task-id' }) taskId = '';
  /**
   * `checkout` (default): the value is a sealed selection, which the merchant's server books after payment. `instant`:
   * the element books from the page.
   */
  @property() mode: BookingMode = 'checkout';
  /**
   * The merchant's reference, sent with the booking in `instant` mode: up to 64 letters, digits and the characters
   * `_ . # -`.
   */
  @property({ attribute: 'order-ref' }) orderRef = '';
  /**
   * With `required`: `allow` (default) lets the form be submitted without a visit when the service cannot be reached,
   * is paused or has no free windows; `block` does not. A postcode that is not covered always blocks.
   */
  @property({ attribute: 'when-unavailable' }) whenUnavailable: WhenUnavailable = 'allow';
  /**
   * Level of the element's heading in the page's outline, 1 to 6. The headings of steps have the next level. Default:
   * 2.
   */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  /**
   * Whether to offer to notify a person for whom nothing suits. Set it only if the page listens for `ally-notify`.
   * Default: false.
   */
  @property({ type: Boolean }) notify = false;
  /** Client to use in place of the relay at `api-base`, such as a mock. Null (default): requests go to the relay. */
  @property({ attribute: false }) api: BookingApi | null = null;
  /** Function to use in place of the page's `fetch`. Null (default): the page's own. */
  @property({ attribute: false }) fetch: typeof globalThis.fetch | null = null;
  /**
   * Details of the person who books that the page already has. They fill in empty fields only. The patient's own
   * fields are filled in only if the visit is for "Me". Takes precedence over `prefill-from`.
   */
  @property({ attribute: false }) prefill: Prefill = {};
  /**
   * Rules for single fields, by name: `required`, `optional`, `readonly` or `hidden`, such as `{ phone: 'readonly' }`.
   * `readonly` and `hidden` apply only to a field with a value. Only fields that the service does not need can be
   * `optional`.
   */
  @property({ attribute: false }) fields: FieldRules = {};
  /**
   * Function `(postcode, signal)` that returns a promise of the addresses of a postcode, to choose from. If it
   * rejects, the person can still enter the address by hand. Null (default): there is no look-up.
   */
  @property({ attribute: false }) addressLookup: AddressLookup | null = null;
  /** Overrides for individual messages, by key. */
  @property({ attribute: false }) strings: Strings = {};

  @state() private journey: BookingState = firstState;
  /**
   * Returns the text of the live regions for the last action that has one. It is a function, so that the text follows
   * a change of the language.
   */
  @state() private say = (): Announcement => silence;

  /** Null until its code is loaded. */
  private flow: BookingFlow | null = null;
  /** Identifies the latest start of the journey. An earlier start that is still loading is dropped. */
  private starting: symbol | null = null;
  /** A postcode submitted before the code of the journey was loaded. */
  private earlyPostcode = '';
  /** The selection that was sealed before a reload, as restored by the browser. */
  private kept: SealedSelection | null = null;
  /** The binding to the merchant's own form; null until its code is loaded, and if no attribute needs it. */
  private shop: ShopForm | null = null;
  private readonly problems: Problem[] = [];
  private readonly rooms = new LaterRooms(this);
  private readonly speech = new Speech(this);
  private firstPaint!: () => void;

  /** Resolves at the first usable paint. Never rejects. */
  readonly ready: Promise<void> = new Promise((resolve) => {
    this.firstPaint = resolve;
  });

  constructor() {
    super();
    new Waking(this, (away) => {
      this.flow?.wake();
      if (away > longAway) this.flow?.refreshWindows();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.flow?.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.flow?.pause();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const service = ['api', 'apiBase', 'fetch', 'taskId'] as const;
    if (service.some((name) => changed.has(name))) void this.startJourney();
    // The update may remove the focused element. The check waits until the child elements are updated, too.
    const room = focusedIn(this.shadowRoot);
    const had = focusedIn(room?.shadowRoot) ?? room;
    setTimeout(() => {
      // Focus that the person has moved elsewhere stays there.
      if (had?.isConnected === false && isFocusLost()) this.openHeading?.focus();
    });
    if (!this.isTied) return;
    void this.rooms.prepare('shop-form');
    this.shop ??= this.rooms.get('shop-form')?.tieToShop(this) ?? null;
  }

  protected override firstUpdated(): void {
    maskFromReplay(this.renderRoot);
    this.firstPaint();
    if (this.taskId !== '') this.dispatchEvent(new AllyReadyEvent());
  }

  formResetCallback(): void {
    this.reset();
  }

  /**
   * Called by the browser after a reload with the sealed selection: the token, its expiry and the summary. No patient
   * details are in it.
   */
  formStateRestoreCallback(kept: unknown, reason: 'restore' | 'autocomplete'): void {
    if (reason !== 'restore' || typeof kept !== 'string') return;
    this.kept = JSON.parse(kept) as SealedSelection;
    this.takeOn();
  }

  /**
   * Value that the form submits: the sealed selection or, in `instant` mode, the id of the appointment. Empty until
   * the visit is complete.
   */
  get value(): string {
    return formValue(this.journey) ?? '';
  }

  /**
   * The visit without patient details: `taskName`, `startAt`, `endAt`, `timeZone` and `price`. Null while there is no
   * value, and for an appointment without times.
   */
  get summary(): Summary | null {
    return summaryOf(this.journey);
  }

  /** The open step: `coverage`, `window`, `patient`, `review` or `booked`. */
  get step(): Step {
    return this.journey.step;
  }

  /** Whether there is a value. */
  get complete(): boolean {
    return this.value !== '';
  }

  /**
   * Token with which an order page can read and cancel the appointment. Empty until the visit is booked in `instant`
   * mode.
   */
  get manageToken(): string {
    return this.journey.step === 'booked' ? this.journey.booked.manageToken : '';
  }

  /**
   * Moves focus to the first control of the open step that needs an answer, or to the heading of the step. With
   * `postcode-from` that can be the page's own postcode field.
   */
  override focus(options?: FocusOptions): void {
    (this.shop?.openField ?? this.openRoom ?? this.openHeading)?.focus(options);
  }

  /**
   * Returns to the first step and clears what was typed. Has no effect while a booking is in progress or its outcome
   * is unknown.
   */
  reset(): void {
    this.forgetInvalid();
    this.earlyPostcode = '';
    this.kept = null;
    if (this.flow) this.flow.reset();
    else this.journey = firstState;
    this.renderRoot.querySelector('ally-coverage-check')?.reset();
  }

  /** Requests the free windows again while they are shown, or the Task if it could not be loaded. */
  refresh(): void {
    if (this.journey.task.status === 'failed') this.askTask();
    else this.flow?.askWindows();
  }

  /**
   * Returns what was entered so far: `taskId`, `postcode`, `windowId`, the details as typed in `draft`, and the
   * complete selection in `finished`, which is null until then. Returns undefined without a `task-id`. It is the only
   * way in which patient details reach the page's own code.
   */
  getSelection(): SelectionSoFar | undefined {
    if (this.taskId === '') return undefined;
    const { postcode, draft, chosen } = this.journey;
    const finished = 'selection' in this.journey ? this.journey.selection : null;
    return { taskId: this.taskId, postcode, windowId: chosen?.id ?? null, draft, finished };
  }

  /**
   * Returns information for a support request: version, configuration, open step and the codes of failed requests.
   * Nothing in it is personal.
   */
  diagnostics(): Diagnostics {
    return diagnosticsOf(this, version, this.problems);
  }

  protected override render(): TemplateResult {
    const { journey, words, headingLevel, rooms, flow, notify, taskId, shop } = this;
    const { language, strings } = this.speech;
    const said = this.say();
    const task = journey.task.status === 'ready' ? journey.task.value : null;
    return html`
      <div
        class="booking"
        lang=${language}
        ?data-first=${journey.step === 'coverage' && journey.task.status !== 'failed'}
        ?inert=${this.isDisabled}
        ?hidden=${taskId === ''}
      >
        <div part="card" class="card" @focusin=${this.loadNext}>
          <div class="intro">
            <slot name="heading"
              >${
                journey.step === 'booked'
                  ? nothing
                  : html`<div
                      class="heading"
                      part="heading"
                      role="heading"
                      aria-level=${headingLevel}
                    >
                      ${words.title}
                    </div>`
              }</slot
            >
            <div class="quiet">${task === null ? '\u00a0' : introOf(task, words)}</div>
            ${
              task?.testMode
                ? html`<div part="test-mark" class="test-mark">${words.testMode}</div>`
                : nothing
            }
            <slot name="emergency"></slot>
          </div>
          ${bookingView({
            state: journey,
            flow,
            rooms,
            words,
            strings,
            language,
            headingLevel,
            notify,
            fields: this.fields,
            prefill: shop?.prefill ?? this.prefill,
            addressLookup: this.addressLookup,
            shop,
            given: shop?.isFollowing ?? (this.isTied && !rooms.hasFailed('shop-form')),
            askTask: this.askTask,
            checkPostcode: this.checkPostcode,
            askToBeTold: this.askToBeTold,
          })}
        </div>
        <div part="status" class="unseen" role="status">${said.polite}</div>
        <div class="unseen" role="alert">${said.assertive}</div>
      </div>
      <slot ?hidden=${journey.task.status !== 'failed'}></slot>
    `;
  }

  private get words(): JourneyWords {
    return { ...journeyWords, ...this.speech.strings };
  }

  protected get formStanding(): FormStanding {
    const { journey, required, whenUnavailable, complete } = this;
    const { task } = journey;
    const sealed = sealedIn(journey);
    return {
      value: formValue(journey),
      keep: sealed && JSON.stringify(sealed),
      missing:
        this.taskId === ''
          ? null
          : missingMessage(journey, { required, whenUnavailable }, this.words),
      anchor: this.openHeading ?? undefined,
      states: {
        loading: task.status === 'pending' || isWaiting(journey),
        covered: journey.step !== 'coverage',
        complete,
        booked: journey.step === 'booked',
        'test-mode': task.status === 'ready' && task.value.testMode,
      },
    };
  }

  private get isTied(): boolean {
    return this.matches(ties);
  }

  private get openHeading(): HTMLElement | null {
    return this.renderRoot.querySelector(`#step-${this.step} [role=heading]`);
  }

  private get openRoom(): HTMLElement | null {
    return this.renderRoot.querySelector(
      'ally-coverage-check, ally-window-picker, ally-patient-form',
    );
  }

  private async startJourney(): Promise<void> {
    this.flow?.pause();
    this.flow = null;
    // Another Task or another relay needs a new journey. What was typed is kept.
    const { draft, postcode } = this.journey;
    const from = { ...firstState, draft, postcode: postcode || (this.prefill.postcode ?? '') };
    this.journey = from;
    const start = (this.starting = Symbol());
    const { taskId, apiBase, api } = this;
    // `http:` in a secure context means localhost.
    const isAtHome = globalThis.isSecureContext && location.protocol === 'http:';
    if (isAtHome && (taskId === '' || (apiBase === '' && api === null))) this.lookOver(null);
    if (taskId === '') return;
    let flow: BookingFlow;
    try {
      const code = await import('./chunks/journey.js');
      const keeper = this.matches('[state-key]')
        ? await import('./host-form/host-form-controller.js')
        : null;
      // A later start has replaced this one.
      if (this.starting !== start) return;
      const make: MakeJourney = (of, start) =>
        code.makeJourney(of, {
          from: start,
          months: () => code.typedMonths(of().speech.strings),
          onProblem: (problem) => of().problems.push(problem),
          follow: (...step) => {
            of().follow(code, ...step);
          },
        });
      flow = keeper ? keeper.keepJourney(this, from, make) : make(() => this, from);
    } catch {
      if (this.starting !== start) return;
      this.journey = { ...from, task: failed(scriptFailed) };
      return;
    }
    this.flow = flow;
    this.journey = flow.get();
    this.loadStep();
    if (this.isConnected) flow.resume();
    else flow.pause();
    if (this.journey.task.status === 'idle') flow.askTask();
    if (this.earlyPostcode !== '') flow.checkPostcode(this.earlyPostcode);
    this.earlyPostcode = '';
    this.takeOn();
  }

  private takeOn(): void {
    if (this.kept) this.flow?.restore(this.kept);
  }

  private readonly askTask = (): void => {
    if (this.flow) this.flow.askTask();
    else void this.startJourney();
  };

  private readonly askToBeTold = (): void => {
    this.dispatchEvent(new AllyNotifyEvent({ reason: reasonOf(this.journey) }));
  };

  private readonly checkPostcode = (postcode: string): void => {
    if (this.flow) {
      this.flow.checkPostcode(postcode);
      return;
    }
    this.earlyPostcode = postcode;
    this.journey = { ...firstState, draft: this.journey.draft, postcode, check: pending };
  };

  private follow(
    { announce, pageEvents }: typeof import('./chunks/journey.js'),
    ...[state, before, cause]: Parameters<FlowListener>
  ): void {
    this.journey = state;
    const say = () => {
      const { strings } = this.speech;
      return (
        this.shop?.announce(cause, state, strings) ?? announce(cause, state, this.words, strings)
      );
    };
    if (say()) this.say = () => say() ?? silence;
    // A request that takes more than a second is announced.
    if (isWaiting(state))
      setTimeout(() => {
        if (this.journey === state)
          this.say = () => ({ polite: this.words.checking, assertive: '' });
      }, 1_000);
    // Focus stays in the merchant's own form while the person types there.
    const isElsewhere = this.shop?.hear(cause);
    // A hint for developers: `docs/embedding.md` explains the codes.
    if (cause.type === 'task-failed')
      console.warn(`<ally-booking> cannot start: ${cause.problem.code}`);
    if (cause.type === 'task-arrived' && cause.task.testMode) this.lookOver(cause.task);
    if (state.step !== before.step) {
      this.loadStep();
      if (!isElsewhere && !unasked.has(cause.type)) void this.moveFocus();
    }
    // Events are dispatched after the update, so that the element already has the state they report.
    void this.updateComplete.then(() => {
      for (const event of pageEvents(state, before, cause)) this.dispatchEvent(event);
    });
  }

  /** Runs the checks for developers. Live pages never load their code. */
  private lookOver(task: Task | null): void {
    import('./dev/dev-warnings.js').then(
      ({ lookOver }) => lookOver(this, task),
      () => undefined,
    );
  }

  /** Moves focus to the heading of the opened step, because the control that had focus is no longer shown. */
  private async moveFocus(): Promise<void> {
    await this.updateComplete;
    this.openHeading?.focus();
  }

  private loadStep(): void {
    const room = roomsOf[this.step];
    if (room) void this.rooms.load(room);
    this.loadNext();
  }

  /** Preloads the code of the step after the open one, while the person is busy with the open one. */
  private readonly loadNext = (): void => {
    void this.rooms.prepare('ally-window-picker');
    if (this.step !== 'coverage') void this.rooms.prepare('ally-patient-form');
    if (this.step === 'review' && this.mode === 'instant') void this.rooms.prepare('confirmation');
  };
}

/** Creates a journey. `of` returns the element that has it at present, which can change with `state-key`. */
type MakeJourney = (of: () => AllyBooking, from: BookingState) => BookingFlow;

/** The module that a step needs to render. */
const roomsOf: Partial<Record<Step, LaterRoom>> = {
  window: 'ally-window-picker',
  patient: 'ally-patient-form',
  review: 'ally-window-picker',
  booked: 'confirmation',
};

declare global {
  interface HTMLElementTagNameMap {
    'ally-booking': AllyBooking;
  }
}
