import type { PlatformAppointment } from '../../platform/schemas.js';
import { PlatformRefusedError, PlatformUnavailableError, PlatformUnknownError } from '../errors.js';
import type { Cancelling } from '../platform/mapping.js';
import type { Platform } from '../platform/platform-client.js';
import { PlatformSaysNo } from '../platform/request.js';
import { isLiving } from './appointment-mapping.js';

/**
 * Cancels an appointment and returns it as it is then. The platform cancels once only: where it refuses, or where the
 * outcome is not known, the appointment is read again. Returns an appointment that is over as it is. Rejects with the
 * platform's error while the appointment is still alive.
 */
export async function cancelAppointment(
  platform: Platform,
  found: PlatformAppointment,
  cancelling: Cancelling,
): Promise<PlatformAppointment> {
  if (!isLiving(found)) return found;
  try {
    await platform.cancel(found.id, cancelling);
    return { ...found, status: 'cancelled' };
  } catch (error) {
    if (error instanceof PlatformSaysNo && error.refusal.kind === 'already_cancelled')
      return { ...found, status: 'cancelled' };
    const isUnknown = error instanceof PlatformUnknownError;
    if (!isUnknown && !(error instanceof PlatformRefusedError)) throw error;
    const now = await platform.appointment(found.id);
    if (!isLiving(now)) return now;
    throw isUnknown ? new PlatformUnavailableError('cancelAppointment') : error;
  }
}
