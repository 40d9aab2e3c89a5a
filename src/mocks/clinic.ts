import type { Appointment, Booking } from '../booking/appointment.js';
import { readPostcode, type Postcode } from '../booking/postcode.js';
import type { SealedSelection, Selection } from '../booking/selection.js';
import type { Task } from '../booking/task.js';
import { placeTime, type AppointmentWindow, type WindowList } from '../booking/window.js';
import { isVisited } from './areas.js';
import { asks } from './asks.js';
import { Diary } from './diary.js';
import { Refusal, wrongField } from './refusal.js';
import { scenarioOf, type ScenarioName } from './scenarios.js';
import { checkSelection, defaultTask, makeBooking } from './task.js';
import { timeZone, type OpenWindow } from './timetable.js';

export interface ClinicOptions {
  /** Another seed is another timetable. */
  readonly seed?: string;
  readonly now?: () => Date;
  /** How long an answer takes, in milliseconds. */
  readonly latency?: number;
  /** Whether coverage brings the first windows along, as a relay may. */
  readonly firstWindows?: boolean;
}

/** A booked visit, with everything the platform would know of it. */
export interface BookedOrder {
  readonly orderRef: string;
  readonly selection: Selection;
  readonly booking: Booking;
}

interface Sealed {
  readonly selection: Selection;
  /** When the promise of the window ends, in milliseconds. */
  readonly promisedUntil: number;
}

/** A promise of the window's time lasts a day. */
const promise = 24 * 60 * 60 * 1000;

/** A pretend platform behind a pretend relay: it remembers what it was told, and is strict about it. */
export class Clinic {
  readonly latency: number;
  /** What has been booked, oldest first. */
  readonly orders: BookedOrder[] = [];

  private forced: ScenarioName | null = null;
  private readonly now: () => Date;
  private readonly firstWindows: boolean;
  private readonly diary: Diary;
  private readonly sealed = new Map<string, Sealed>();
  private readonly failedOnce = new Set<string>();
  private readonly goneOnce = new Set<string>();

  constructor({ seed = 'larkspur', now, latency = 0, firstWindows = true }: ClinicOptions = {}) {
    this.now = now ?? (() => new Date());
    this.diary = new Diary(seed, this.now);
    this.latency = latency;
    this.firstWindows = firstWindows;
  }

  /** The booked visits as an order page may show them, oldest first. */
  get appointments(): readonly Appointment[] {
    return this.orders.map(({ booking }) => booking.appointment);
  }

  /** Forgets all that it was told: what is sealed, booked and taken, and the scenario. */
  reset(): void {
    this.orders.length = 0;
    this.sealed.clear();
    this.diary.clear();
    this.use(null);
  }

  /** Makes every postcode play a scenario; null gives each its own again. */
  use(scenario: ScenarioName | null): void {
    this.forced = scenario;
    this.failedOnce.clear();
    this.goneOnce.clear();
  }

  /** What a postcode plays just now. */
  playing(postcode: Postcode): ScenarioName | null {
    return scenarioOf(postcode) ?? this.forced;
  }

  task(taskId: string): Task {
    if (taskId !== defaultTask.id) throw new Refusal(404, 'not_found', 'No such Task.');
    return defaultTask;
  }

  coverage(body: unknown) {
    const { taskId, postcode } = asks.coverage(body);
    this.task(taskId);
    this.meet(postcode, 'postcode');
    if (!this.isCovered(postcode)) return { postcode, covered: false, reason: 'outside_coverage' };
    if (!this.firstWindows) return { postcode, covered: true };
    return { postcode, covered: true, timeZone, windows: this.shown(postcode) };
  }

  windows(body: unknown): WindowList {
    const { taskId, postcode, from, to } = asks.windows(body);
    this.task(taskId);
    this.visit(postcode, 'postcode');
    const isAsked = ({ startAt }: AppointmentWindow): boolean => {
      const { date } = placeTime(startAt, timeZone);
      return date >= from && date <= to;
    };
    return { timeZone, windows: this.shown(postcode).filter(isAsked) };
  }

  /** Seals a selection; the times are read again from the timetable, never from the page. */
  seal(body: unknown): SealedSelection {
    const selection = asks.selection(body);
    const task = this.task(selection.taskId);
    const { postcode } = selection.location.address;
    this.visit(postcode, 'location.address.postcode');
    checkSelection(selection, { task, today: placeTime(this.now(), timeZone).date });
    const window = this.findWindow(selection);
    const token = `sel_${crypto.randomUUID()}`;
    const promisedUntil = this.now().getTime() + promise;
    this.sealed.set(token, { selection, promisedUntil });
    const { startAt, endAt } = window;
    return {
      token,
      expiresAt: new Date(promisedUntil).toISOString(),
      summary: { taskName: task.name, startAt, endAt, timeZone },
    };
  }

  /** Books a sealed selection for a paid order; asked again, it answers the same. */
  order(body: unknown): Booking {
    const { token, orderRef } = asks.order(body);
    const known = this.orders.find((order) => order.orderRef === orderRef);
    if (known) return known.booking;
    const sealed = this.sealed.get(token);
    if (!sealed) throw wrongField('token', 'No such selection.');
    const booking = this.book(sealed);
    this.orders.push({ orderRef, selection: sealed.selection, booking });
    return booking;
  }

  private book({ selection, promisedUntil }: Sealed): Booking {
    const isPromised = this.now().getTime() < promisedUntil;
    const window = isPromised ? this.findFree(selection) : undefined;
    if (window) this.diary.take(window);
    return makeBooking(selection, this.task(selection.taskId), window);
  }

  /** The postcode is in standard form, and whatever its scenario does to a question is done. */
  private meet(postcode: Postcode, param: string): void {
    const reading = readPostcode(postcode);
    if (!reading.ok || reading.value !== postcode)
      throw wrongField(param, 'Not a postcode in standard form.');
    if (this.playing(postcode) !== 'error-once' || this.failedOnce.has(postcode)) return;
    this.failedOnce.add(postcode);
    throw new Refusal(500, 'internal', 'Something broke.');
  }

  /** As `meet`, for what is only done where the clinic goes. */
  private visit(postcode: Postcode, param: string): void {
    this.meet(postcode, param);
    if (!this.isCovered(postcode))
      throw new Refusal(422, 'outside_coverage', 'The place is not covered.', param);
  }

  private isCovered(postcode: Postcode): boolean {
    const playing = this.playing(postcode);
    if (playing !== null) return playing !== 'not-covered';
    return isVisited(postcode);
  }

  private shown(postcode: Postcode): AppointmentWindow[] {
    return this.playing(postcode) === 'no-windows' ? [] : this.diary.freeAsShown(postcode);
  }

  private findFree({ windowId, location }: Selection): OpenWindow | undefined {
    const { postcode } = location.address;
    if (this.playing(postcode) === 'no-windows') return undefined;
    return this.diary.free(postcode).find(({ id }) => id === windowId);
  }

  private findWindow(selection: Selection): OpenWindow {
    const { postcode } = selection.location.address;
    const window = this.findFree(selection);
    if (window && this.playing(postcode) === 'window-gone' && !this.goneOnce.has(postcode)) {
      this.goneOnce.add(postcode);
      this.diary.take(window, window.capacity);
      throw new Refusal(409, 'window_unavailable', 'The window has gone.', 'windowId');
    }
    if (!window)
      throw new Refusal(409, 'window_unavailable', 'The window is not free.', 'windowId');
    return window;
  }
}

export const createClinic = (options?: ClinicOptions): Clinic => new Clinic(options);
