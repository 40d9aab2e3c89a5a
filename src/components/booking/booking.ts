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
import { isFocusLost, silence, type Announcement } from '../internal/announcement.js';
import { Speech } from '../internal/localize-controller.js';
import { tokens } from '../internal/styles/base.styles.js';
import { Waking } from '../internal/page-visibility-controller.js';

/** "Blood test at home. About 30 minutes": its line is there before the words are, so that nothing moves. */
const introOf = ({ name, durationMinutes }: Task, words: JourneyWords): string =>
  durationMinutes === undefined ? name : `${name}. ${words.duration(durationMinutes)}`;

/** Windows seen before the page was out of sight this long, in milliseconds, may have gone. */
const longAway = 30_000;

const isWaiting = (state: BookingState): boolean =>
  (state.step === 'coverage' && state.check.status === 'pending') ||
  (state.step === 'window' && state.windows.status === 'pending') ||
  (state.step === 'patient' && state.sealing.status === 'pending') ||
  (state.step === 'review' && state.end === 'bookable' && state.booking.status === 'pending');

/** What moves the journey without the person: they are left where they are. */
const unasked = new Set<string>(['journey-reset', 'selection-restored', 'promise-ended']);

/** The attributes that tie it to the shop's own form. */
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
 * Books a visit inside a shop's checkout: postcode, window, patient. Its form value is the sealed
 * selection, which the merchant's server books once the order is paid; in `instant` mode it books from the
 * page, and its value is the appointment's id.
 *
 * @tag ally-booking
 * @attr {string} form - the id of a form that it belongs to without standing in it
 * @attr {string} lang - the language of its words; the page's when absent
 * @attr {string} postcode-from - a selector of the shop's own postcode field, which is followed whatever changes it, so that the postcode is not asked for again; looked up in the element's own root, then in the document
 * @attr {string} prefill-from - a selector of a form of the shop whose fields are read by their `autocomplete` tokens, as `prefill` is; its postcode is followed where `postcode-from` names no other
 * @attr {string} mirror-name - for hosts that serialise inputs by hand: keeps two hidden inputs in the element, one of this name with the value and one with `-summary` behind it (inside of a closing bracket) with the visit in words; must differ from `name`
 * @attr {string} state-key - keeps the journey in memory, by this key, while a host tears the element out and makes it anew
 * @fires ally-ready - first usable paint; once more when it has taken on the journey kept by its `state-key`
 * @fires ally-load-error - the journey cannot start
 * @fires ally-coverage - a postcode was answered
 * @fires ally-step - the person moved to another step
 * @fires ally-change - the value changed; with bare native `input` and `change`
 * @fires ally-submit - before anything is sealed or booked; cancelable
 * @fires ally-booked - an appointment exists
 * @fires ally-notify - nothing suits, and the person asks to be told
 * @fires ally-problem - something went wrong with the service
 * @slot - shown until the script has run, and when the journey cannot start
 * @slot heading - in place of the heading
 * @slot emergency - above the steps
 * @slot not-covered - other ways on, when the postcode is not covered
 * @slot confirmation - below the confirmation of a booked visit
 * @slot privacy - what becomes of the patient's details
 * @csspart card - the box around everything
 * @csspart step - one step; + `current`, `done`, `upcoming`
 * @csspart heading - the heading of the card and of each step
 * @csspart summary - what was answered in a folded step, or was booked
 * @csspart price - what the visit costs
 * @csspart notice - what comes next, or what went wrong
 * @csspart button - what can be pressed; + `primary`, `secondary`, `link`, `checked`
 * @csspart skeleton - in the place of what is awaited
 * @csspart status - what is told to those who listen
 * @csspart test-mark - the mark of the test mode
 * @cssprop [--ally-accent=light-dark(#0d5c63, #7cd0d2)] - the one colour of what can be pressed
 * @cssprop [--ally-on-accent=black or white] - text on the accent; when absent, whichever can be read on it
 * @cssprop [--ally-text=inherit] - text
 * @cssprop [--ally-muted=color-mix(in srgb, currentColor 70%, transparent)] - hints and what is quiet
 * @cssprop [--ally-surface=transparent] - the card's ground
 * @cssprop [--ally-border=a share of the text] - lines, and the edges of controls
 * @cssprop [--ally-error=light-dark(#b3261e, #ffb4ab)] - errors
 * @cssprop [--ally-success=light-dark(#1b6e3c, #86d6a2)] - what is done
 * @cssprop [--ally-focus=light-dark(#111, #fff)] - the focus ring
 * @cssprop [--ally-radius=10px] - corners
 * @cssprop [--ally-space=8px] - the rhythm: every distance is a multiple of it
 * @cssprop [--ally-font=inherit] - the font
 * @cssprop [--ally-heading-font=inherit] - the headings' font
 * @cssprop [--ally-control-height=48px] - the height of controls, never under 44px
 * @cssstate loading - an answer is awaited
 * @cssstate covered - the postcode is covered
 * @cssstate complete - there is a value
 * @cssstate booked - there is an appointment
 * @cssstate user-invalid - the form was sent before the visit was chosen
 * @cssstate test-mode - nobody will be sent
 */
export class AllyBooking extends FormControl implements BookingHost {
  static override styles = [tokens, controls, bookingStyles];

  /** Base URL of the merchant's relay. */
  @property({ attribute: 'api-base' }) apiBase = '';
  /** The Task to book, `tsk_…`; without one the element is empty and valid. */
  @property({ attribute: 'task-id' }) taskId = '';
  /** `checkout`: the value is sealed here and booked once it is paid. `instant`: booked from the page. */
  @property() mode: BookingMode = 'checkout';
  /** In `instant` mode: the merchant's reference, passed on with the booking. */
  @property({ attribute: 'order-ref' }) orderRef = '';
  /** With `required`: `allow` lets an order through when there is no service to choose a visit with. */
  @property({ attribute: 'when-unavailable' }) whenUnavailable: WhenUnavailable = 'allow';
  /** 1 to 6: where its headings stand in the page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  /** Whether the page listens for `ally-notify`: only then a person is offered to be told. */
  @property({ type: Boolean }) notify = false;
  /** The service, in place of the one at `api-base`. */
  @property({ attribute: false }) api: BookingApi | null = null;
  /** In place of the page's `fetch`. */
  @property({ attribute: false }) fetch: typeof globalThis.fetch | null = null;
  /** What the shop knows of the person who books; for "Me" alone, and only where nothing was typed. */
  @property({ attribute: false }) prefill: Prefill = {};
  /** Fields that are asked for otherwise: `required`, `optional`, `readonly` or `hidden`. */
  @property({ attribute: false }) fields: FieldRules = {};
  /** The merchant's own look-up of the addresses of a postcode. */
  @property({ attribute: false }) addressLookup: AddressLookup | null = null;
  /** Words said otherwise, by key. */
  @property({ attribute: false }) strings: Strings = {};

  @state() private journey: BookingState = firstState;
  /** What is said of the last thing that is worth it: in whichever language is spoken when it is drawn. */
  @state() private say = (): Announcement => silence;

  /** Null until its code has come. */
  private flow: BookingFlow | null = null;
  /** Which start of the journey is the last one asked for. */
  private starting: symbol | null = null;
  /** A postcode given before the code of the journey has come. */
  private earlyPostcode = '';
  /** What was sealed before the page was loaded again. */
  private kept: SealedSelection | null = null;
  /** What ties it to the shop's own form: null until its code has come, and where nothing does. */
  private shop: ShopForm | null = null;
  private readonly problems: Problem[] = [];
  private readonly rooms = new LaterRooms(this);
  private readonly speech = new Speech(this);
  private firstPaint!: () => void;

  /** Settles with the first usable paint. */
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
    // What has focus may go with what was pressed: looked at once the rooms are drawn, too.
    const room = this.shadowRoot?.activeElement;
    const had = room?.shadowRoot?.activeElement ?? room;
    setTimeout(() => {
      // A person who has pressed beside it is left there.
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

  /** After a reload the browser gives back what it kept: the token and the summary alone. */
  formStateRestoreCallback(kept: unknown, reason: 'restore' | 'autocomplete'): void {
    if (reason !== 'restore' || typeof kept !== 'string') return;
    this.kept = JSON.parse(kept) as SealedSelection;
    this.takeOn();
  }

  /** What the form sends: the sealed selection, or in `instant` mode the appointment's id; or nothing. */
  get value(): string {
    return formValue(this.journey) ?? '';
  }

  /** The visit without the patient, once there is a value. */
  get summary(): Summary | null {
    return summaryOf(this.journey);
  }

  /** The step that is open. */
  get step(): Step {
    return this.journey.step;
  }

  /** Whether there is a value. */
  get complete(): boolean {
    return this.value !== '';
  }

  /** In `instant` mode, once it is booked: lets an order page read and cancel the appointment. */
  get manageToken(): string {
    return this.journey.step === 'booked' ? this.journey.booked.manageToken : '';
  }

  /** Moves to the first thing that needs an answer. */
  override focus(options?: FocusOptions): void {
    (this.shop?.openField ?? this.openRoom ?? this.openHeading)?.focus(options);
  }

  /** Back to the first step, with nothing typed; not while nobody knows what became of a booking. */
  reset(): void {
    this.forgetInvalid();
    this.earlyPostcode = '';
    this.kept = null;
    if (this.flow) this.flow.reset();
    else this.journey = firstState;
    this.renderRoot.querySelector('ally-coverage-check')?.reset();
  }

  /** Asks the service again for what may have changed. */
  refresh(): void {
    if (this.journey.task.status === 'failed') this.askTask();
    else this.flow?.askWindows();
  }

  /** What has been given so far: the one way in which the patient's details reach the page's own code. */
  getSelection(): SelectionSoFar | undefined {
    if (this.taskId === '') return undefined;
    const { postcode, draft, chosen } = this.journey;
    const finished = 'selection' in this.journey ? this.journey.selection : null;
    return { taskId: this.taskId, postcode, windowId: chosen?.id ?? null, draft, finished };
  }

  /** For whoever is asked for help: how it is set up and what went wrong; nothing personal. */
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
    // Another Task or another relay is another journey; what was typed is taken along.
    const { draft, postcode } = this.journey;
    const from = { ...firstState, draft, postcode: postcode || (this.prefill.postcode ?? '') };
    this.journey = from;
    const start = (this.starting = Symbol());
    const { taskId, apiBase, api } = this;
    // The page of a developer's own machine, which alone is trusted without a certificate.
    const isAtHome = isSecureContext && location.protocol === 'http:';
    if (isAtHome && (taskId === '' || (apiBase === '' && api === null))) this.lookOver(null);
    if (taskId === '') return;
    let flow: BookingFlow;
    try {
      const code = await import('./chunks/journey.js');
      const keeper = this.matches('[state-key]')
        ? await import('./host-form/host-form-controller.js')
        : null;
      // Something else has been asked for meanwhile.
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
    // An answer that takes more than a second is not waited for in silence.
    if (isWaiting(state))
      setTimeout(() => {
        if (this.journey === state)
          this.say = () => ({ polite: this.words.checking, assertive: '' });
      }, 1_000);
    // Whoever types in the shop's own form is left there.
    const isElsewhere = this.shop?.hear(cause);
    // For developers, who look here first; the code is explained in the documents.
    if (cause.type === 'task-failed')
      console.warn(`<ally-booking> cannot start: ${cause.problem.code}`);
    if (cause.type === 'task-arrived' && cause.task.testMode) this.lookOver(cause.task);
    if (state.step !== before.step) {
      this.loadStep();
      if (!isElsewhere && !unasked.has(cause.type)) void this.moveFocus();
    }
    // The page hears of it when the element already stands as the event says.
    void this.updateComplete.then(() => {
      for (const event of pageEvents(state, before, cause)) this.dispatchEvent(event);
    });
  }

  /** Code that pages which sell never load. */
  private lookOver(task: Task | null): void {
    import('./dev/dev-warnings.js').then(
      ({ lookOver }) => lookOver(this, task),
      () => undefined,
    );
  }

  /** The heading of the step that has opened takes focus, so that nobody is left where the last one was. */
  private async moveFocus(): Promise<void> {
    await this.updateComplete;
    this.openHeading?.focus();
  }

  private loadStep(): void {
    const room = roomsOf[this.step];
    if (room) void this.rooms.load(room);
    this.loadNext();
  }

  /** The code of the step after the open one is loaded while the person is busy with this one. */
  private readonly loadNext = (): void => {
    void this.rooms.prepare('ally-window-picker');
    if (this.step !== 'coverage') void this.rooms.prepare('ally-patient-form');
    if (this.step === 'review' && this.mode === 'instant') void this.rooms.prepare('confirmation');
  };
}

/** Makes a journey for the element that has it: not always the one that it began in. */
type MakeJourney = (of: () => AllyBooking, from: BookingState) => BookingFlow;

/** What must have come to draw a step. */
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
