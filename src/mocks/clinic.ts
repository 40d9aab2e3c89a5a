import { Temporal } from 'temporal-polyfill';
import type { Booking } from '../booking/appointment.js';
import { readPostcode, type Postcode } from '../booking/postcode.js';
import type { SealedSelection, Selection } from '../booking/selection.js';
import type { Task } from '../booking/task.js';
import { placeTime, type AppointmentWindow, type WindowList } from '../booking/window.js';
import { isVisited } from './areas.js';
import { asks } from './asks.js';
import { Refusal } from './refusal.js';
import { scenarioOf, type ScenarioName } from './scenarios.js';
import { checkSelection, defaultTask, makeBooking } from './task.js';
import { daysAhead, shown, timetable, timeZone, type OpenWindow } from './timetable.js';

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

/** A promise of the window's time lasts a day. */
const promise = 24 * 60 * 60 * 1000;

const orderRefShape = /^[\w.#-]{1,64}$/;

/** A pretend platform behind a pretend relay: it remembers what it was told, and is strict about it. */
export class Clinic {
  readonly latency: number;
  /** What has been booked, oldest first. */
  readonly orders: BookedOrder[] = [];

  private forced: ScenarioName | null = null;
  private readonly seed: string;
  private readonly now: () => Date;
  private readonly firstWindows: boolean;
  private readonly sealed = new Map<string, Selection>();
  private readonly taken = new Map<string, number>();
  private readonly failedOnce = new Set<string>();
  private readonly goneOnce = new Set<string>();

  constructor({ seed = 'larkspur', now, latency = 0, firstWindows = true }: ClinicOptions = {}) {
    this.seed = seed;
    this.now = now ?? (() => new Date());
    this.latency = latency;
    this.firstWindows = firstWindows;
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
    this.meet(postcode);
    if (!this.isCovered(postcode)) return { postcode, covered: false, reason: 'outside_coverage' };
    if (!this.firstWindows) return { postcode, covered: true };
    return { postcode, covered: true, timeZone, windows: this.freeWindows(postcode) };
  }

  windows(body: unknown): WindowList {
    const { taskId, postcode, from, to } = asks.windows(body);
    this.task(taskId);
    this.meet(postcode);
    if (!this.isCovered(postcode))
      throw new Refusal(422, 'outside_coverage', 'The postcode is not covered.', 'postcode');
    const length = Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1;
    if (length < 1 || length > daysAhead)
      throw new Refusal(422, 'validation_failed', 'Ask for at most three weeks.', 'to');
    const isAsked = ({ startAt }: AppointmentWindow): boolean => {
      const { date } = placeTime(startAt, timeZone);
      return date >= from && date <= to;
    };
    return { timeZone, windows: this.freeWindows(postcode).filter(isAsked) };
  }

  /** Seals a selection; the times are read again from the timetable, never from the page. */
  seal(body: unknown): SealedSelection {
    const selection = asks.selection(body);
    const task = this.task(selection.taskId);
    const { postcode } = selection.location.address;
    this.meet(postcode, 'location.address.postcode');
    if (!this.isCovered(postcode))
      throw new Refusal(
        422,
        'outside_coverage',
        'The place is not covered.',
        'location.address.postcode',
      );
    checkSelection(selection, { task, today: placeTime(this.now(), timeZone).date });
    const window = this.findWindow(selection);
    const token = `sel_${crypto.randomUUID()}`;
    this.sealed.set(token, selection);
    const { startAt, endAt } = window;
    return {
      token,
      expiresAt: new Date(this.now().getTime() + promise).toISOString(),
      summary: { taskName: task.name, startAt, endAt, timeZone },
    };
  }

  /** Books a sealed selection for a paid order; asked again, it answers the same. */
  order(body: unknown): Booking {
    const { token, orderRef } = asks.order(body);
    if (!orderRefShape.test(orderRef))
      throw new Refusal(
        422,
        'validation_failed',
        'The reference has other characters.',
        'orderRef',
      );
    const known = this.orders.find((order) => order.orderRef === orderRef);
    if (known) return known.booking;
    const selection = this.sealed.get(token);
    if (!selection) throw new Refusal(422, 'validation_failed', 'No such selection.', 'token');
    const booking = this.book(selection);
    this.orders.push({ orderRef, selection, booking });
    return booking;
  }

  private book(selection: Selection): Booking {
    const { windowId, location } = selection;
    const window = this.free(location.address.postcode).find(({ id }) => id === windowId);
    if (window) this.take(windowId);
    return makeBooking(selection, this.task(selection.taskId), window);
  }

  /** The postcode is in standard form, and whatever its scenario does to a question is done. */
  private meet(postcode: Postcode, param = 'postcode'): void {
    const reading = readPostcode(postcode);
    if (!reading.ok || reading.value !== postcode)
      throw new Refusal(422, 'validation_failed', 'Not a postcode in standard form.', param);
    if (this.playing(postcode) !== 'error-once' || this.failedOnce.has(postcode)) return;
    this.failedOnce.add(postcode);
    throw new Refusal(500, 'internal', 'Something broke.');
  }

  private isCovered(postcode: Postcode): boolean {
    const playing = this.playing(postcode);
    if (playing !== null) return playing !== 'not-covered';
    return isVisited(postcode);
  }

  private free(postcode: Postcode): readonly OpenWindow[] {
    if (this.playing(postcode) === 'no-windows') return [];
    return timetable(postcode, this.seed, this.now()).filter(
      ({ id, capacity }) => capacity > (this.taken.get(id) ?? 0),
    );
  }

  private freeWindows(postcode: Postcode): AppointmentWindow[] {
    return this.free(postcode).flatMap(
      (window) => shown(window, this.taken.get(window.id) ?? 0) ?? [],
    );
  }

  private take(windowId: string, visits = 1): void {
    this.taken.set(windowId, (this.taken.get(windowId) ?? 0) + visits);
  }

  private findWindow({ windowId, location }: Selection): OpenWindow {
    const { postcode } = location.address;
    const window = this.free(postcode).find(({ id }) => id === windowId);
    if (window && this.playing(postcode) === 'window-gone' && !this.goneOnce.has(postcode)) {
      this.goneOnce.add(postcode);
      this.take(windowId, window.capacity);
      throw new Refusal(409, 'window_unavailable', 'The window has gone.', 'windowId');
    }
    if (!window)
      throw new Refusal(409, 'window_unavailable', 'The window is not free.', 'windowId');
    return window;
  }
}

export const createClinic = (options?: ClinicOptions): Clinic => new Clinic(options);
