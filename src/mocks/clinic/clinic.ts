import type { Appointment, Booking } from '../../domain/appointment.js';
import type { Postcode } from '../../domain/postcode.js';
import type { SealedSelection, Selection } from '../../domain/selection.js';
import type { Task } from '../../domain/task.js';
import { placeTime } from '../../domain/time/zoned-time.js';
import type { AppointmentWindow, WindowList, Hold } from '../../domain/window/window.js';
import { asks } from './request-schemas.js';
import { Bookings, type BookedOrder } from './bookings.js';
import { Diary } from '../availability/availability.js';
import { defaultOptions, type ClinicOptions } from '../options.js';
import { goneWindow } from '../http-error.js';
import { Seals } from './sealed-selections.js';
import { Stage } from '../scenarios/scenario-engine.js';
import { checkSelection, taskOf } from '../scenarios/tasks.js';
import { timeZone, type OpenWindow } from '../availability/timetable.js';

/** A pretend platform behind a pretend relay: it remembers what it was told, and is strict about it. */
export class Clinic extends Stage {
  private readonly options: Required<ClinicOptions>;
  private readonly diary: Diary;
  private readonly bookings: Bookings;
  private readonly seals: Seals;

  constructor(options: ClinicOptions = {}) {
    const all = { ...defaultOptions, ...options };
    super(all.latency);
    this.options = all;
    this.diary = new Diary(all.seed, all.now);
    this.bookings = new Bookings(all.seed);
    this.seals = new Seals(all.now);
  }

  /** What has been booked, oldest first. */
  get orders(): readonly BookedOrder[] {
    return this.bookings.all;
  }

  /** The booked visits as an order page may show them, oldest first. */
  get appointments(): readonly Appointment[] {
    return this.orders.map(({ booking }) => booking.appointment);
  }

  /** Forgets all that it was told: what is sealed, booked, held and taken, and the scenario. */
  reset(): void {
    this.bookings.clear();
    this.seals.clear();
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
    const { startAt, endAt, price } = window;
    return {
      ...this.seals.seal(selection),
      summary: { taskName: task.name, startAt, endAt, timeZone, ...(price && { price }) },
    };
  }

  /** Books from the page; the same key answers the same booking, as the relay that looks for it by both. */
  book(body: unknown): Booking {
    const { key, orderRef, ...selection } = asks.booking(body);
    const externalRef = orderRef === undefined ? key : `${orderRef}.${key}`;
    const known = this.bookings.find(externalRef);
    if (known) return known;
    return this.make(selection, { ...this.check(selection, 'book'), externalRef });
  }

  /** Books a sealed selection for a paid order; asked again, it answers the same. */
  order(body: unknown): Booking {
    const { token, orderRef: externalRef } = asks.order(body);
    const known = this.bookings.find(externalRef);
    if (known) return known;
    const { selection, isPromised } = this.seals.open(token);
    const { taskId, location, windowId, holdId } = selection;
    const { postcode } = location.address;
    const isKept = isPromised && this.behaviour(postcode).goneAt !== 'book';
    const window = isKept ? this.freeWindow(postcode, windowId, holdId) : undefined;
    return this.make(selection, { task: taskOf(taskId, this.forced), window, externalRef });
  }

  /** An appointment as its patient may see it, or whoever else was given its token. */
  appointment(id: string, manageToken: string): Appointment {
    return this.openBooking(id, manageToken).booking.appointment;
  }

  /** Cancels an appointment and gives its room back; once cancelled it stays so, and asking again is no fault. */
  cancel(id: string, manageToken: string): Appointment {
    const order = this.openBooking(id, manageToken);
    const { status, startAt } = order.booking.appointment;
    if (status === 'cancelled') return order.booking.appointment;
    if (startAt !== undefined) this.diary.giveBack(order.selection.windowId);
    return this.bookings.cancel(order);
  }

  /** Where an appointment takes place: its postcode's scenario is played then, too. */
  placeOf(id: string): Postcode {
    return this.bookings.placeOf(id);
  }

  private openBooking(id: string, manageToken: string): BookedOrder {
    const order = this.bookings.open(id, manageToken);
    this.meet('appointment', this.placeOf(id));
    return order;
  }

  private make(selection: Selection, facts: Parameters<Bookings['add']>[1]): Booking {
    if (selection.holdId !== undefined) this.diary.release(selection.holdId);
    if (facts.window) this.diary.take(facts.window.id);
    return this.bookings.add(selection, facts);
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
      this.diary.take(window.id, window.capacity);
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
