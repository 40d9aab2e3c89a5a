import type { Selection } from '../../domain/selection.js';
import type { PlatformAppointment, PlatformPatient, PlatformTask } from '../../platform/schemas.js';
import { filterByRef } from '../../platform/operations.js';
import type { PlatformOptions } from '../options.js';
import { defaultMapping, type Cancelling, type PlatformMapping } from './mapping.js';
import { askPlatform, type Question } from './request.js';

/** A place and a Task, as availability is asked about them. */
export interface Visit {
  readonly taskId: string;
  readonly postcode: string;
}

type From<Name extends keyof PlatformMapping> = ReturnType<PlatformMapping[Name]>;

/** The platform, as the merchant's server asks it: the one place that does. Everything rejects with a `ServerError`. */
export class Platform {
  private readonly mapping: PlatformMapping;

  constructor(private readonly options: PlatformOptions) {
    this.mapping = { ...defaultMapping, ...options.platformMapping };
  }

  async task(taskId: string): Promise<PlatformTask | undefined> {
    const tasks = await this.ask({ operation: 'listTasks', read: this.mapping.tasksFrom });
    return tasks.find(({ id }) => id === taskId);
  }

  coverage({ taskId, postcode }: Visit): Promise<From<'coverageFrom'>> {
    const body = { taskId, postcode };
    return this.ask({ operation: 'checkCoverage', body, read: this.mapping.coverageFrom });
  }

  /** What is free from one day to another, both included; a hold of one's own is not in its own way. */
  windows(
    { taskId, postcode }: Visit,
    {
      from,
      to,
      holdId,
    }: { readonly from: string; readonly to: string; readonly holdId?: string | undefined },
  ): Promise<From<'windowsFrom'>> {
    const body = { taskId, postcode, from, to, ...(holdId !== undefined && { holdId }) };
    return this.ask({ operation: 'listWindows', body, read: this.mapping.windowsFrom });
  }

  hold({ taskId, postcode }: Visit, windowId: string): Promise<From<'holdFrom'>> {
    const body = { taskId, postcode, windowId };
    return this.ask({ operation: 'placeHold', body, read: this.mapping.holdFrom });
  }

  async release(holdId: string): Promise<void> {
    await this.ask({ operation: 'releaseHold', id: holdId, read: () => undefined });
  }

  patient(id: string): Promise<PlatformPatient> {
    return this.ask({ operation: 'readPatient', id, read: this.mapping.patientFrom });
  }

  patientsOf(externalRef: string): Promise<PlatformPatient[]> {
    const filter = filterByRef(externalRef);
    return this.ask({ operation: 'findPatients', filter, read: this.mapping.patientsFrom });
  }

  createPatient(selection: Selection, externalRef: string): Promise<PlatformPatient> {
    const body = this.mapping.patientAsk(selection, externalRef);
    return this.ask({ operation: 'createPatient', body, read: this.mapping.patientFrom });
  }

  appointment(id: string): Promise<PlatformAppointment> {
    return this.ask({ operation: 'readAppointment', id, read: this.mapping.appointmentFrom });
  }

  appointmentsOf(externalRef: string): Promise<PlatformAppointment[]> {
    const filter = filterByRef(externalRef);
    return this.ask({ operation: 'findAppointments', filter, read: this.mapping.appointmentsFrom });
  }

  createAppointment(
    selection: Selection,
    facts: Parameters<PlatformMapping['appointmentAsk']>[1],
  ): Promise<PlatformAppointment> {
    const body = this.mapping.appointmentAsk(selection, facts);
    return this.ask({ operation: 'createAppointment', body, read: this.mapping.appointmentFrom });
  }

  /** Once only: the platform refuses a second time. */
  async cancel(id: string, cancelling: Cancelling): Promise<void> {
    const body = this.mapping.cancelAsk(cancelling);
    await this.ask({ operation: 'cancelAppointment', id, body, read: () => undefined });
  }

  private ask<Answer>(question: Question<Answer>): Promise<Answer> {
    return askPlatform(this.options, question);
  }
}
