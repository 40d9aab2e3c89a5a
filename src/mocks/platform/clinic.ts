import { placeTime } from '../../domain/time/zoned-time.js';
import type { Postcode } from '../../domain/postcode.js';
import { Diary, type Kept } from '../availability/availability.js';
import { Ledger } from './store.js';
import { defaultOptions, type ClinicOptions } from '../options.js';
import { platformAsks } from './request-schemas.js';
import { PlatformRecords, type AppointmentRecord, type PatientRecord } from './records.js';
import { PlatformStage } from './scenario-engine.js';
import { defaultTask } from '../scenarios/tasks.js';
import { goneWindow, Refusal, wrongField } from '../http-error.js';
import { mostRoom, timeZone, type OpenWindow } from '../availability/timetable.js';

/** The address and the patient of another system's appointments. */
const otherAddress = { line1: '2 Elsewhere Street', town: 'London', postcode: 'SW1A 2AA' };
const otherPatient = {
  firstName: 'Otto',
  lastName: 'Elsewhere',
  phone: '+447700900199',
  email: 'otto@example.com',
  dateOfBirth: '1971-05-04',
  address: [otherAddress],
};

/** Assumed: the documents name the entities, and not the staff's reason codes. */
const staffCancellation = {
  note: 'Cancelled by staff.',
  cancellingEntity: 'organisation',
  causingEntity: 'organisation',
  reasonCode: 'staff_cancelled',
};

export interface PlatformClinicOptions extends Pick<ClinicOptions, 'seed' | 'now' | 'holdFor'> {
  /** Where everything is kept; in memory alone when absent. */
  readonly ledger?: Ledger;
}

/**
 * The platform itself, as contract 2 has it: the same Tasks, places and windows as the page's clinic. It looks for
 * no reference, and knows no idempotency keys: what it is asked twice it does twice.
 */
export class PlatformClinic extends PlatformStage {
  readonly ledger: Ledger;
  readonly records: PlatformRecords;
  readonly now: () => Date;
  private readonly diary: Diary;
  private readonly holdFor: number;

  constructor({ ledger = new Ledger(), ...options }: PlatformClinicOptions = {}) {
    super(ledger);
    const { seed, now, holdFor } = { ...defaultOptions, ...options };
    this.ledger = ledger;
    this.now = now;
    this.records = new PlatformRecords(ledger, seed, now);
    this.holdFor = holdFor;
    const [taken, holds] = [ledger.table<number>('taken'), ledger.table<Kept>('holds')];
    this.diary = new Diary(seed, now, taken, holds);
  }

  coverage(body: unknown) {
    const { taskId, postcode } = platformAsks.coverage(body);
    this.askAbout(taskId, postcode, { operation: 'coverage', param: 'postcode' });
    const reason = this.reason(postcode);
    return reason === undefined ? { covered: true } : { covered: false, reason };
  }

  windows(body: unknown) {
    const { taskId, postcode, from, to, holdId } = platformAsks.windows(body);
    this.visitAt(taskId, postcode, { operation: 'windows', param: 'postcode' });
    // Only who is about to seal or to book asks with a hold.
    const held = this.heldWindow(holdId);
    if (held && this.behaviour(postcode).goneAt === 'seal' && this.first('gone', postcode))
      this.take(held);
    const free = this.diary.freeAsShown(postcode, this.behaviour(postcode).windows, holdId);
    const windows = free.filter(({ startAt }) => {
      const { date } = placeTime(startAt, timeZone);
      return date >= from && date <= to;
    });
    return { timeZone, windows };
  }

  hold(body: unknown) {
    const { taskId, postcode, windowId } = platformAsks.hold(body);
    this.visitAt(taskId, postcode, { operation: 'hold', param: 'postcode' });
    const window = this.freeWindow(postcode, windowId);
    const { holdFor = this.holdFor, takenAfterHold = false } = this.behaviour(postcode);
    return this.diary.hold(window, { for: holdFor, takenAfter: takenAfterHold });
  }

  release(holdId: string): void {
    this.diary.release(holdId);
  }

  createPatient(body: unknown): PatientRecord {
    const ask = platformAsks.patient(body);
    this.checkPhone(ask.address?.[0]?.postcode ?? '', ask.phone, 'phone');
    return this.records.addPatient(ask);
  }

  createAppointment(body: unknown): AppointmentRecord {
    const ask = platformAsks.appointment(body);
    const { taskId, patientId, windowId, holdId } = ask;
    const { postcode } = ask.location.address;
    if (!this.records.patients.has(patientId)) throw wrongField('patientId', 'No such patient.');
    this.visitAt(taskId, postcode, { operation: 'book', param: 'location.address.postcode' });
    if (windowId === undefined) return this.records.addAppointment(ask, undefined);
    const window = this.freeWindow(postcode, windowId, holdId);
    if (this.behaviour(postcode).goneAt === 'book' && this.first('gone', postcode)) {
      this.take(window.id);
      throw goneWindow();
    }
    if (holdId !== undefined) this.diary.release(holdId);
    this.diary.take(window.id);
    return this.records.addAppointment(ask, window);
  }

  /** Does again what was done already; there is always room for such a mistake. */
  createAgain(id: string): AppointmentRecord {
    const made = this.records.repeat(this.records.appointment(id));
    if (made.windowId !== undefined) this.diary.take(made.windowId);
    return made;
  }

  appointment(id: string): AppointmentRecord {
    const found = this.records.appointment(id);
    this.meet('appointment', found.location.address.postcode);
    return found;
  }

  /** Cancels an appointment and gives its room back; once only. */
  cancel(id: string, body: unknown): AppointmentRecord {
    const ask = platformAsks.cancel(body);
    const found = this.appointment(id);
    if (found.status === 'cancelled')
      throw new Refusal(409, 'already_cancelled', 'The appointment was cancelled before.');
    if (found.status === 'completed')
      throw new Refusal(409, 'already_completed', 'The visit has taken place.');
    if (found.windowId !== undefined) this.diary.giveBack(found.windowId);
    return this.records.cancel(found, ask);
  }

  /** The patient chooses a time, as the platform's message asked them to: one of their own, or the earliest. */
  choose(id: string, windowId?: string): AppointmentRecord {
    const found = this.records.appointment(id);
    if (found.status !== 'scheduling')
      throw new Refusal(409, 'not_scheduling', 'The patient is not asked to choose.');
    const { postcode } = found.location.address;
    const [earliest] = this.diary.free(postcode, this.behaviour(postcode).windows);
    const window = this.freeWindow(postcode, windowId ?? earliest?.id ?? '');
    this.diary.take(window.id);
    return this.records.schedule(found, window);
  }

  /**
   * Makes an appointment of another system of the same organisation. Its reference may be like an order's, or the same.
   * Without a window its patient is asked to choose.
   */
  addForeign(externalRef: string, windowId?: string): AppointmentRecord {
    const patient = this.records.addPatient({ ...otherPatient, externalRef });
    const ask = {
      patientId: patient.id,
      taskId: defaultTask.id,
      phone: patient.phone,
      externalRef,
      location: { address: otherAddress },
    };
    if (windowId === undefined) return this.records.addAppointment(ask, undefined);
    const window = this.freeWindow(otherAddress.postcode, windowId);
    this.diary.take(windowId);
    return this.records.addAppointment({ ...ask, windowId }, window);
  }

  /** Staff copy an appointment with its reference, such as for a follow-up. There is always a place for it. */
  copy(id: string): AppointmentRecord {
    const { cancellation, ...found } = this.records.appointment(id);
    const status = found.windowId === undefined ? 'scheduling' : 'scheduled';
    const isOver = found.status === 'completed' || cancellation !== undefined;
    const made = this.records.repeat(isOver ? { ...found, status } : found);
    if (made.windowId !== undefined) this.diary.take(made.windowId);
    return made;
  }

  /** Staff move an appointment to another window: this one, or the earliest that is free and another. */
  move(id: string, windowId?: string): AppointmentRecord {
    const found = this.upcoming(id);
    const { postcode } = found.location.address;
    const free = this.diary.free(postcode, this.behaviour(postcode).windows);
    const window = free.find((one) =>
      windowId === undefined ? one.id !== found.windowId : one.id === windowId,
    );
    if (!window) throw goneWindow();
    if (found.windowId !== undefined) this.diary.giveBack(found.windowId);
    this.diary.take(window.id);
    return this.records.move(found, window);
  }

  /** Staff cancel an appointment. */
  cancelByStaff(id: string): AppointmentRecord {
    return this.cancel(this.upcoming(id).id, staffCancellation);
  }

  /** The visit takes place. */
  complete(id: string): AppointmentRecord {
    return this.records.complete(this.upcoming(id));
  }

  /** Somebody else takes all the room that there is in a window. */
  take(windowId: string): void {
    this.diary.take(windowId, mostRoom);
  }

  /** Forgets all that it was told; ids that were given are not given again. */
  forget(): void {
    this.records.forget();
    this.diary.clear();
    this.use(null);
  }

  /** Where an appointment takes place; empty where there is none of the id. */
  placeOf(id: string): Postcode {
    return this.records.appointments.get(id)?.location.address.postcode ?? '';
  }

  private upcoming(id: string): AppointmentRecord {
    const found = this.records.appointment(id);
    if (!['scheduling', 'scheduled'].includes(found.status))
      throw new Refusal(409, 'not_upcoming', 'The appointment is over.');
    return found;
  }

  private heldWindow(holdId: string | undefined): string | undefined {
    return this.ledger.table<Kept>('holds').get(holdId ?? '')?.window.id;
  }

  private freeWindow(postcode: Postcode, windowId: string, holdId?: string): OpenWindow {
    const { windows } = this.behaviour(postcode);
    const found = this.diary.free(postcode, windows, holdId).find(({ id }) => id === windowId);
    if (!found) throw goneWindow();
    return found;
  }
}
