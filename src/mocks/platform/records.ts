import type {
  PlatformAppointmentAsk,
  PlatformCancelAsk,
  PlatformPatientAsk,
} from '../../platform/schemas.js';
import { opaqueId } from '../availability/seeded-random.js';
import type { Ledger } from './store.js';
import { Refusal } from '../http-error.js';
import { timeZone, type OpenWindow } from '../availability/timetable.js';

/** A patient as the pretend platform keeps and answers it. */
export interface PatientRecord extends PlatformPatientAsk {
  readonly id: string;
  readonly createdAt: string;
}

/** An appointment as the pretend platform keeps and answers it. */
export interface AppointmentRecord extends PlatformAppointmentAsk {
  readonly id: string;
  readonly createdAt: string;
  /** `scheduling` while the patient is asked to choose a time. */
  readonly status: 'scheduling' | 'scheduled' | 'completed' | 'cancelled';
  readonly timeZone: string;
  /** Both, and a `windowId`, or none of them while there is no time yet. */
  readonly startAt?: string;
  readonly endAt?: string;
  /** Who cancelled, and why. */
  readonly cancellation?: PlatformCancelAsk;
}

/** What happens to an appointment that the platform tells of; documented. */
export const eventTypes = [
  'appointment.created',
  'appointment.scheduled',
  'appointment.updated',
  'appointment.completed',
  'appointment.cancelled',
] as const;
export type EventType = (typeof eventTypes)[number];

/** An event that is to be told, and what became of telling it. */
export interface EventRecord {
  readonly id: string;
  readonly type: EventType;
  readonly createdAt: string;
  /** The appointment as it was just then. */
  readonly appointment: AppointmentRecord;
}

const timesOf = ({ id, startAt, endAt }: OpenWindow) => ({ windowId: id, startAt, endAt });

/** Patients and appointments. References may repeat: nothing here looks whether one is known. */
export class PlatformRecords {
  readonly patients: Map<string, PatientRecord>;
  readonly appointments: Map<string, AppointmentRecord>;
  readonly events: Map<string, EventRecord>;
  private readonly counts: Map<string, number>;

  constructor(
    ledger: Ledger,
    private readonly seed: string,
    private readonly now: () => Date,
  ) {
    this.patients = ledger.table('patients');
    this.appointments = ledger.table('appointments');
    this.events = ledger.table('events');
    this.counts = ledger.table('counts');
  }

  addPatient(ask: PlatformPatientAsk): PatientRecord {
    const patient = { ...ask, id: this.newId('p', this.patients), createdAt: this.at() };
    this.patients.set(patient.id, patient);
    return patient;
  }

  /** Makes an appointment; without a window the patient is asked to choose one. */
  addAppointment(ask: PlatformAppointmentAsk, window: OpenWindow | undefined): AppointmentRecord {
    return this.keep(
      {
        ...ask,
        id: this.newId('app', this.appointments),
        createdAt: this.at(),
        status: window ? 'scheduled' : 'scheduling',
        timeZone,
        ...(window && timesOf(window)),
      },
      ['appointment.created', ...(window ? (['appointment.scheduled'] as const) : [])],
    );
  }

  /** Makes the same appointment once more, as a platform that does something twice. */
  repeat(made: AppointmentRecord): AppointmentRecord {
    const id = this.newId('app', this.appointments);
    return this.keep({ ...made, id, createdAt: this.at() }, [
      'appointment.created',
      ...(made.status === 'scheduled' ? (['appointment.scheduled'] as const) : []),
    ]);
  }

  /** The patient has chosen a time. */
  schedule(found: AppointmentRecord, window: OpenWindow): AppointmentRecord {
    return this.keep({ ...found, ...timesOf(window), status: 'scheduled' }, [
      'appointment.scheduled',
    ]);
  }

  /** Moves an appointment to another window. */
  move(found: AppointmentRecord, window: OpenWindow): AppointmentRecord {
    return this.keep({ ...found, ...timesOf(window) }, ['appointment.updated']);
  }

  /** Records that the visit has taken place. */
  complete(found: AppointmentRecord): AppointmentRecord {
    return this.keep({ ...found, status: 'completed' }, ['appointment.completed']);
  }

  cancel(found: AppointmentRecord, cancellation: PlatformCancelAsk): AppointmentRecord {
    return this.keep({ ...found, status: 'cancelled', cancellation }, ['appointment.cancelled']);
  }

  patient(id: string): PatientRecord {
    const found = this.patients.get(id);
    if (!found) throw new Refusal(404, 'not_found', 'No such patient.');
    return found;
  }

  appointment(id: string): AppointmentRecord {
    const found = this.appointments.get(id);
    if (!found) throw new Refusal(404, 'not_found', 'No such appointment.');
    return found;
  }

  /** The count of ids goes on. */
  forget(): void {
    for (const table of [this.patients, this.appointments, this.events]) table.clear();
  }

  private keep(appointment: AppointmentRecord, types: readonly EventType[]): AppointmentRecord {
    this.appointments.set(appointment.id, appointment);
    for (const type of types) {
      const id = this.newId('evt', this.events);
      this.events.set(id, { id, type, createdAt: this.at(), appointment });
    }
    return appointment;
  }

  /** Never the same again: what was forgotten keeps its ids. */
  private newId(kind: string, known: ReadonlyMap<string, unknown>): string {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    const id = opaqueId(kind, this.seed, count);
    return known.has(id) ? this.newId(kind, known) : id;
  }

  private at(): string {
    return this.now().toISOString();
  }
}
