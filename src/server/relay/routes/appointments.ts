import type { Appointment } from '../../../domain/appointment.js';
import type { PlatformAppointment } from '../../../platform/schemas.js';
import { appointmentOf, isLive } from '../../orders/appointment-mapping.js';
import { cancelOnce } from '../../orders/cancel-booking.js';
import { readManageToken } from '../../tokens/manage-token.js';
import type { RelayOptions } from '../../options.js';
import type { Platform } from '../../platform/platform-client.js';
import type { ReadTask } from './tasks.js';
import { notFound, RelayRefusal } from '../http-error.js';

/** Appointments for whoever has their token; who has not is not even told that there is one. */
export class Appointments {
  constructor(
    private readonly platform: Platform,
    private readonly readTask: ReadTask,
    private readonly options: RelayOptions,
  ) {}

  async read(id: string, manageToken: string): Promise<Appointment> {
    return await this.show(await this.open(id, manageToken));
  }

  /** Once cancelled it stays so, and asking again is no fault. */
  async cancel(id: string, manageToken: string): Promise<Appointment> {
    const found = await this.open(id, manageToken);
    const note = 'Cancelled by the patient on the order’s page.';
    const isOver = !isLive(found);
    return await this.show(
      isOver ? found : await cancelOnce(this.platform, found, { by: 'patient', note }),
    );
  }

  private async open(id: string, manageToken: string): Promise<PlatformAppointment> {
    if (!(await readManageToken(manageToken, id, this.options))) throw notFound();
    return await this.platform.appointment(id);
  }

  private async show(found: PlatformAppointment): Promise<Appointment> {
    const [{ firstName }, task] = await Promise.all([
      this.platform.patient(found.patientId),
      this.taskOf(found),
    ]);
    return appointmentOf(found, {
      firstName: firstName ?? '',
      taskName: task?.name ?? found.taskId,
      preparation: task?.preparation,
      timeZone: this.options.timeZone,
    });
  }

  /** An appointment outlives its Task in the merchant's settings. */
  private async taskOf({ taskId }: PlatformAppointment) {
    try {
      return await this.readTask(taskId);
    } catch (error) {
      if (error instanceof RelayRefusal) return undefined;
      throw error;
    }
  }
}
