import * as z from 'zod/mini';
import type { Selection } from '../../domain/selection.js';
import * as contract from '../../platform/schemas.js';
import type {
  CreatedAppointment,
  PlatformAppointment,
  PlatformPatient,
  PlatformTask,
} from '../../platform/schemas.js';
import { MisconfiguredError } from '../errors.js';
import type { Log } from '../log.js';
import type { PlatformOptions } from '../options.js';
import type { ExchangeContext } from './exchange.js';
import {
  defaultMapping,
  type AppointmentFacts,
  type Cancelling,
  type PlatformMapping,
} from './mapping.js';
import { readAppointment, readCreated, readPatient } from './records.js';
import { callPlatform, urlOf } from './request.js';
import { checkRef, searchByRef } from './search.js';

export type { CreatedAppointment } from '../../platform/schemas.js';

/** A place and a Task, for which availability is read. */
export interface Visit {
  readonly taskId: string;
  readonly postcode: string;
}

/** The days for which windows are read, both included. */
export interface WindowDays {
  readonly from: string;
  readonly to: string;
  /** Windows that this hold keeps count as free. */
  readonly holdId?: string | undefined;
}

/** The limits of one create. */
export interface CreateLimits {
  /** Shortens the time limit of one request. Nothing is sent if it is not more than 0. */
  readonly timeoutMs?: number | undefined;
}

type Read<Answer> = (json: unknown) => Answer;

/** Checks the result of a merchant's function as an answer is checked. */
function after<Answer>(own: Read<unknown> | undefined, read: Read<Answer>): Read<Answer> {
  return own ? (json) => read(own(json)) : read;
}

/**
 * The platform, as the merchant's server calls it: no other module sends requests to it. Every method rejects with a
 * `ServerError` only.
 */
export class Platform {
  private readonly context: ExchangeContext;

  /** `log` must not throw. */
  constructor(
    private readonly options: PlatformOptions,
    log: Log,
  ) {
    this.context = { options, log };
  }

  /** Reads a Task; undefined if the platform has none with the id. */
  async task(taskId: string): Promise<PlatformTask | undefined> {
    const read = after(
      this.mapping.tasksFrom,
      (value) => z.parse(contract.platformTasks, value).data,
    );
    const url = urlOf(this.options, 'listTasks');
    const tasks = await callPlatform(this.context, { operation: 'listTasks', url, read });
    return tasks.find(({ id }) => id === taskId);
  }

  async coverage({ taskId, postcode }: Visit): Promise<z.output<typeof contract.platformCoverage>> {
    return await callPlatform(this.context, {
      operation: 'checkCoverage',
      url: urlOf(this.options, 'checkCoverage'),
      body: JSON.stringify({ taskId, postcode }),
      read: after(this.mapping.coverageFrom, (value) => z.parse(contract.platformCoverage, value)),
    });
  }

  /** Reads the free windows of some days. */
  async windows(
    { taskId, postcode }: Visit,
    { from, to, holdId }: WindowDays,
  ): Promise<z.output<typeof contract.platformWindows>> {
    return await callPlatform(this.context, {
      operation: 'listWindows',
      url: urlOf(this.options, 'listWindows'),
      body: JSON.stringify({ taskId, postcode, from, to, holdId }),
      read: after(this.mapping.windowsFrom, (value) => z.parse(contract.platformWindows, value)),
    });
  }

  async hold(
    { taskId, postcode }: Visit,
    windowId: string,
  ): Promise<z.output<typeof contract.platformHold>> {
    return await callPlatform(this.context, {
      operation: 'placeHold',
      url: urlOf(this.options, 'placeHold'),
      body: JSON.stringify({ taskId, postcode, windowId }),
      read: after(this.mapping.holdFrom, (value) => z.parse(contract.platformHold, value)),
    });
  }

  async release(holdId: string): Promise<void> {
    await callPlatform(this.context, {
      operation: 'releaseHold',
      url: urlOf(this.options, 'releaseHold', holdId),
      canBeEmpty: true,
      read: () => undefined,
    });
  }

  async patient(id: string): Promise<PlatformPatient> {
    const url = urlOf(this.options, 'readPatient', id);
    const read = after(this.mapping.patientFrom, readPatient);
    return await callPlatform(this.context, { operation: 'readPatient', url, read });
  }

  /** Finds the patients whose `externalRef` is exactly the mark. */
  async patientsOf(mark: string): Promise<PlatformPatient[]> {
    const { patientFrom, patientsFrom } = this.mapping;
    const read = patientsFrom ? readPatient : after(patientFrom, readPatient);
    return await searchByRef(this.context, {
      operation: 'findPatients',
      mark,
      own: patientsFrom,
      read,
    });
  }

  /** Rejects with `PlatformUnknownError` if the answer has no id: patients may repeat on the platform. */
  async createPatient(selection: Selection, externalRef: string): Promise<PlatformPatient> {
    checkRef(externalRef);
    return await callPlatform(this.context, {
      operation: 'createPatient',
      url: urlOf(this.options, 'createPatient'),
      body: this.write('patientAsk', (ask) => ask(selection, externalRef)),
      read: after(this.mapping.patientFrom, readPatient),
    });
  }

  async appointment(id: string): Promise<PlatformAppointment> {
    const url = urlOf(this.options, 'readAppointment', id);
    const read = after(this.mapping.appointmentFrom, readAppointment);
    return await callPlatform(this.context, { operation: 'readAppointment', url, read });
  }

  /** Finds the appointments whose `externalRef` is exactly the mark. */
  async appointmentsOf(mark: string): Promise<PlatformAppointment[]> {
    const { appointmentFrom, appointmentsFrom } = this.mapping;
    const read = appointmentsFrom ? readAppointment : after(appointmentFrom, readAppointment);
    return await searchByRef(this.context, {
      operation: 'findAppointments',
      mark,
      own: appointmentsFrom,
      read,
    });
  }

  /**
   * Makes an appointment. An answer of 2xx is an appointment, whatever the answer lacks. After the time limit the
   * outcome is not known: it rejects with `PlatformUnknownError`.
   */
  async createAppointment(
    selection: Selection,
    facts: AppointmentFacts,
    { timeoutMs }: CreateLimits = {},
  ): Promise<CreatedAppointment> {
    checkRef(facts.externalRef);
    return await callPlatform(this.context, {
      operation: 'createAppointment',
      url: urlOf(this.options, 'createAppointment'),
      body: this.write('appointmentAsk', (ask) => ask(selection, facts)),
      timeoutMs,
      canBeEmpty: true,
      read: (json) => this.created(json),
    });
  }

  /** Cancels an appointment. The platform does it once only, and refuses a second time. */
  async cancel(id: string, cancelling: Cancelling): Promise<void> {
    await callPlatform(this.context, {
      operation: 'cancelAppointment',
      url: urlOf(this.options, 'cancelAppointment', id),
      body: this.write('cancelAsk', (ask) => ask(cancelling)),
      canBeEmpty: true,
      read: () => undefined,
    });
  }

  private get mapping(): Partial<PlatformMapping> {
    return this.options.mapping ?? {};
  }

  /**
   * Reads as much of a new appointment as can be read. If the merchant's function throws, nothing is read: the default
   * might find the id of something else, and a search finds the appointment.
   */
  private created(json: unknown): CreatedAppointment {
    try {
      return readCreated(this.mapping.appointmentFrom ? this.mapping.appointmentFrom(json) : json);
    } catch {
      return readCreated(null);
    }
  }

  /** Writes a request body. Throws `MisconfiguredError` if the merchant's function does not give one: nothing is sent. */
  private write<Name extends 'patientAsk' | 'appointmentAsk' | 'cancelAsk'>(
    name: Name,
    ask: (write: PlatformMapping[Name]) => unknown,
  ): string {
    const option = `platform.mapping.${name}`;
    const cure = 'it must return an object that JSON can hold, and must not throw.';
    let body: unknown;
    try {
      const own: PlatformMapping[Name] | undefined = this.mapping[name];
      body = JSON.stringify(ask(own ?? (defaultMapping[name] as PlatformMapping[Name])));
    } catch (cause) {
      throw new MisconfiguredError(option, cure, { cause });
    }
    if (typeof body !== 'string' || !body.startsWith('{'))
      throw new MisconfiguredError(option, cure);
    return body;
  }
}
