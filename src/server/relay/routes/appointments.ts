import type { Appointment } from '../../../domain/appointment.js';
import type { PlatformAppointment } from '../../../platform/schemas.js';
import type { AllyContext } from '../../ally-context.js';
import { PlatformAnswerError } from '../../errors.js';
import { mapAppointment } from '../../orders/appointment-mapping.js';
import { orUndefined } from '../../orders/booking-result.js';
import { cancelAppointment } from '../../orders/cancel-appointment.js';
import { isManageToken } from '../../tokens/manage-token.js';
import type { ReadTask } from './tasks.js';
import { notFound, RelayRefusal } from '../http-error.js';

const PATIENT_NOTE = 'Cancelled by the patient on the order’s page.';

/** Appointments, for pages that have their token. Without the token an appointment looks as if it did not exist. */
export class Appointments {
  constructor(
    private readonly context: AllyContext,
    private readonly readTask: ReadTask,
  ) {}

  async read(id: string, manageToken: string): Promise<Appointment> {
    return await this.describe(await this.open(id, manageToken));
  }

  /** Cancels an appointment for its patient. Idempotent. */
  async cancel(id: string, manageToken: string): Promise<Appointment> {
    const found = await this.open(id, manageToken);
    const cancelling = { by: 'patient', note: PATIENT_NOTE } as const;
    return await this.describe(await cancelAppointment(this.context.platform, found, cancelling));
  }

  private async open(id: string, manageToken: string): Promise<PlatformAppointment> {
    if (!(await isManageToken(manageToken, id, this.context))) throw notFound();
    const found = await this.context.platform.appointment(id);
    // An appointment of another patient must not be shown, or cancelled, whatever a proxy or a mapping answers.
    if (found.id !== id)
      throw new PlatformAnswerError('readAppointment', 'id', { expected: 'the id of the request' });
    return found;
  }

  /** Names only decorate: without them a cancellation is still done. */
  private async describe(found: PlatformAppointment): Promise<Appointment> {
    const { platform, timeZone } = this.context;
    const { patientId, taskId } = found;
    const [patient, task] = await Promise.all([
      orUndefined(async () => (patientId === null ? undefined : await platform.patient(patientId))),
      orUndefined(async () => (taskId === null ? undefined : await this.taskOf(taskId))),
    ]);
    return mapAppointment(found, {
      firstName: patient?.firstName ?? undefined,
      taskName: task?.name,
      preparation: task?.preparation,
      timeZone,
    });
  }

  /** An appointment outlives its Task in the merchant's options. */
  private async taskOf(taskId: string) {
    try {
      return await this.readTask(taskId);
    } catch (error) {
      if (error instanceof RelayRefusal) return undefined;
      throw error;
    }
  }
}
