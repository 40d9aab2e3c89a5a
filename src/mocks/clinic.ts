import type { Appointment, Booking } from '../booking/appointment.js';
import type { Hold } from '../booking/hold.js';
import type { Postcode } from '../booking/postcode.js';
import type { SealedSelection, Selection } from '../booking/selection.js';
import type { Task } from '../booking/task.js';
import { placeTime, type AppointmentWindow, type WindowList } from '../booking/window.js';
import { asks } from './asks.js';
import { makeBooking, type BookedOrder } from './bookings.js';
import { Diary } from './diary.js';
import { goneWindow, wrongField } from './refusal.js';
import { Stage } from './stage.js';
import { checkSelection, taskOf } from './task.js';
import { timeZone, type OpenWindow } from './timetable.js';

export interface ClinicOptions {
  /** Another seed is another timetable. */
  readonly seed?: string;
  readonly now?: () => Date;
  /** How long an answer takes, in milliseconds. */
  readonly latency?: number;
  /** Whether coverage brings the first windows along, as a relay may. */
  readonly firstWindows?: boolean;
  /** How long a chosen window is held, in milliseconds. */
  readonly holdFor?: number;
}

interface Sealed {
  readonly selection: Selection;
  /** When the promise of the window ends, in milliseconds. */
  readonly promisedUntil: number;
}

/** A promise of the window's time lasts a day. */
const promise = 24 * 60 * 60 * 1000;

/** A pretend platform behind a pretend relay: it remembers what it was told, and is strict about it. */
export class Clinic extends Stage {
  /** What has been booked, oldest first. */
  readonly orders: BookedOrder[] = [];

  private readonly options: Required<ClinicOptions>;
  private readonly diary: Diary;
  private readonly sealed = new Map<string, Sealed>();
  private readonly booked = new Map<string, Booking>();

  constructor(options: ClinicOptions = {}) {
    super(options.latency ?? 0);
    this.options = {
      ...{ seed: 'larkspur', now: () => new Date(), latency: 0 },
      ...{ firstWindows: true, holdFor: 10 * 60 * 1000 },
      ...options,
    };
    this.diary = new Diary(this.options.seed, this.options.now);
  }

  /** The booked visits as an order page may show them, oldest first. */
  get appointments(): readonly Appointment[] {
    return this.orders.map(({ booking }) => booking.appointment);
  }

  /** Forgets all that it was told: what is sealed, booked, held and taken, and the scenario. */
  reset(): void {
    this.orders.length = 0;
    this.sealed.clear();
    this.booked.clear();
    this.diary.clear();
    this.use(null);
  }

  task(taskId: string): Task {
    this.meet('task', '');
    return taskOf(taskId, this.forced);
  }

  coverage(body: unknown) {
    const { taskId, postcode } = asks.coverage(body);
    this.lastAsked = postcode;
    this.about(taskId, postcode, { operation: 'coverage', param: 'postcode' });
    const reason = this.reason(postcode);
    if (reason !== undefined) return { postcode, covered: false, reason };
    if (!this.options.firstWindows) return { postcode, covered: true };
    return { postcode, covered: true, timeZone, windows: this.shown(postcode) };
  }

  windows(body: unknown): WindowList {
    const { taskId, postcode, from, to } = asks.windows(body);
    this.visit(taskId, postcode, { operation: 'windows', param: 'postcode' });
    const isAsked = ({ startAt }: AppointmentWindow): boolean => {
      const { date } = placeTime(startAt, timeZone);
      return date >= from && date <= to;
    };
    return { timeZone, windows: this.shown(postcode).filter(isAsked) };
  }

  hold(body: unknown): Hold {
    const { taskId, postcode, windowId } = asks.hold(body);
    this.visit(taskId, postcode, { operation: 'hold', param: 'postcode' });
    const window = this.freeWindow(postcode, windowId);
    if (!window) throw goneWindow();
    const { holdFor = this.options.holdFor, takenAfterHold = false } = this.behaviour(postcode);
    return this.diary.hold(window, { for: holdFor, takenAfter: takenAfterHold });
  }

  /** Gives a hold back; one that is not known has lapsed, and that is as good. */
  release(holdId: string): void {
    this.diary.release(holdId);
  }

  /** Seals a selection; times and price are read again from the timetable, never from the page. */
  seal(body: unknown): SealedSelection {
    const selection = asks.selection(body);
    const { task, window } = this.check(selection, 'seal');
    const token = `sel_${crypto.randomUUID()}`;
    const promisedUntil = this.options.now().getTime() + promise;
    this.sealed.set(token, { selection, promisedUntil });
    const { startAt, endAt, price } = window;
    return {
      token,
      expiresAt: new Date(promisedUntil).toISOString(),
      summary: { taskName: task.name, startAt, endAt, timeZone, ...(price && { price }) },
    };
  }

  /** Books from the page; the same key answers the same booking. */
  book(body: unknown): Booking {
    const { key, orderRef = '', ...selection } = asks.booking(body);
    const known = this.booked.get(key);
    if (known) return known;
    const { task, window } = this.check(selection, 'book');
    const booking = this.make(selection, task, window, orderRef);
    this.booked.set(key, booking);
    return booking;
  }

  /** Books a sealed selection for a paid order; asked again, it answers the same. */
  order(body: unknown): Booking {
    const { token, orderRef } = asks.order(body);
    const known = this.orders.find((order) => order.orderRef === orderRef);
    if (known) return known.booking;
    const sealed = this.sealed.get(token);
    if (!sealed) throw wrongField('token', 'No such selection.');
    const { selection, promisedUntil } = sealed;
    const { postcode } = selection.location.address;
    const isGone = this.behaviour(postcode).goneAt === 'book';
    const isPromised = this.options.now().getTime() < promisedUntil && !isGone;
    const window = isPromised
      ? this.freeWindow(postcode, selection.windowId, selection.holdId)
      : undefined;
    return this.make(selection, taskOf(selection.taskId, this.forced), window, orderRef);
  }

  private make(
    selection: Selection,
    task: Task,
    window: OpenWindow | undefined,
    orderRef: string,
  ): Booking {
    if (selection.holdId !== undefined) this.diary.release(selection.holdId);
    if (window) this.diary.take(window);
    const booking = makeBooking(selection, task, window);
    this.orders.push({ orderRef, selection, booking });
    return booking;
  }

  /** A finished selection is one that can be booked, as far as anybody can say. */
  private check(
    selection: Selection,
    operation: 'seal' | 'book',
  ): { readonly task: Task; readonly window: OpenWindow } {
    const { taskId, location, patients, windowId, holdId } = selection;
    const { postcode } = location.address;
    const task = this.visit(taskId, postcode, { operation, param: 'location.address.postcode' });
    this.checkPhone(postcode, patients[0]?.phone ?? '');
    const window = this.freeWindow(postcode, windowId, holdId);
    const today = placeTime(this.options.now(), timeZone).date;
    const visitDay = window ? placeTime(window.startAt, timeZone).date : today;
    checkSelection(selection, { task, today, visitDay });
    if (!window) throw goneWindow();
    if (this.behaviour(postcode).goneAt === operation && this.first('gone', postcode)) {
      this.diary.take(window, window.capacity);
      throw goneWindow();
    }
    return { task, window };
  }

  private shown(postcode: Postcode): AppointmentWindow[] {
    return this.diary.freeAsShown(postcode, this.behaviour(postcode).windows);
  }

  private freeWindow(
    postcode: Postcode,
    windowId: string,
    holdId?: string,
  ): OpenWindow | undefined {
    const { windows } = this.behaviour(postcode);
    return this.diary.free(postcode, windows, holdId).find(({ id }) => id === windowId);
  }
}

export const createClinic = (options?: ClinicOptions): Clinic => new Clinic(options);
